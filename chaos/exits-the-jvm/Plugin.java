import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Calls System.exit. */
public class Plugin {

    public Response callMethod(Request request) throws Exception {
        if (request.method().equals("Misbehave")) {
            misbehave();
        }
        return Response.ok("well");
    }

    private static void misbehave() throws Exception {
        System.exit(3);
    }
}
