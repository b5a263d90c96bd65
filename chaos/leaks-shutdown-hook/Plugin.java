import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Adds a shutdown hook and does not remove it. */
public class Plugin {

    public Response callMethod(Request request) throws Exception {
        if (request.method().equals("Misbehave")) {
            misbehave();
        }
        return Response.ok("well");
    }

    private static void misbehave() throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {}, "leaked"));
    }
}
