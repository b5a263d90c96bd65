import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Computes forever. */
public class Plugin {

    public Response callMethod(Request request) throws Exception {
        if (request.method().equals("Misbehave")) {
            misbehave();
        }
        return Response.ok("well");
    }

    private static void misbehave() throws Exception {
        for (long i = 0; i >= 0; i = (i + 1) & Long.MAX_VALUE) {}
    }
}
