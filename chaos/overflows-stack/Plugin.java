import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Recurses until the stack is full. */
public class Plugin {

    private static int deeper(int depth) {
        return deeper(depth + 1) + 1;
    }

    public Response callMethod(Request request) throws Exception {
        if (request.method().equals("Misbehave")) {
            misbehave();
        }
        return Response.ok("well");
    }

    private static void misbehave() throws Exception {
        deeper(0);
    }
}
