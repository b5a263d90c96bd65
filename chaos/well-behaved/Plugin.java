import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Does nothing wrong. */
public class Plugin {

    public Response callMethod(Request request) {
        return Response.ok("well");
    }
}
