import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Has a config.json that ends too early. */
public class Plugin {

    public Response callMethod(Request request) {
        return Response.ok("well");
    }
}
