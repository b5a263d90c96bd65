import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Throws while it is constructed. */
public class Plugin {

    public Plugin() {
        throw new IllegalStateException("no luck today");
    }

    public Response callMethod(Request request) {
        return Response.ok("never");
    }
}
