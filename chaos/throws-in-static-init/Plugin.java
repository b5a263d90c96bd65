import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Throws while its class is initialized. */
public class Plugin {

    private static final int NUMBER = Integer.parseInt("none");

    public Response callMethod(Request request) {
        return Response.ok(NUMBER);
    }
}
