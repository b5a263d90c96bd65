import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Stores an object of the plugin in the system properties. */
public class Plugin {

    public Response callMethod(Request request) throws Exception {
        if (request.method().equals("Misbehave")) {
            misbehave();
        }
        return Response.ok("well");
    }

    private static void misbehave() throws Exception {
        System.getProperties().put("acme.leaked", new Plugin());
    }
}
