import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.logging.Logger;

/** Adds a handler to the root logger and does not remove it. */
public class Plugin {

    public Response callMethod(Request request) throws Exception {
        if (request.method().equals("Misbehave")) {
            misbehave();
        }
        return Response.ok("well");
    }

    private static void misbehave() throws Exception {
        Logger.getLogger("").addHandler(new Leaked());
    }
}
