import io.orka.sdk.Response;

/** Has an entrypoint with the right name and the wrong parameters. */
public class Plugin {

    public Response callMethod(String method) {
        return Response.ok(method);
    }
}
