import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Has no config.json. */
public class Plugin {

    public Response callMethod(Request request) {
        return Response.ok("well");
    }
}
