import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Comes with a config.json that ends too early. */
public class Plugin {

    public Response callMethod(Request request) {
        return Response.ok("well");
    }
}
