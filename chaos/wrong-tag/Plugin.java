import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Is registered with a version that has no tag. */
public class Plugin {

    public Response callMethod(Request request) {
        return Response.ok("well");
    }
}
