import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Throws in its constructor. */
public class Plugin {

    public Plugin() {
        throw new IllegalStateException("no luck today");
    }

    public Response callMethod(Request request) {
        return Response.ok("never");
    }
}
