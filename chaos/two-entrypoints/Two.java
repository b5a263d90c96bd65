import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Has an entrypoint of the same kind as One. */
public class Two {

    public Response callMethod(Request request) {
        return Response.ok("well");
    }
}
