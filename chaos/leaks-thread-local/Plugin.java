import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Leaves an object of the plugin in a thread local of the calling thread. */
public class Plugin {

    private static final ThreadLocal<Plugin> LEAK = new ThreadLocal<>();

    public Response callMethod(Request request) throws Exception {
        if (request.method().equals("Misbehave")) {
            misbehave();
        }
        return Response.ok("well");
    }

    private static void misbehave() throws Exception {
        LEAK.set(new Plugin());
    }
}
