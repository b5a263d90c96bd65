import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Is not the class that config.json names. */
public class Plugin {

    public Response callMethod(Request request) {
        return Response.ok("well");
    }
}
