import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** Returns data that is not JSON-like. */
public class Plugin {

    public Response callMethod(Request request) {
        return request.method().equals("Misbehave")
                ? Response.ok(Map.of("list", List.of(1, new Date(0))))
                : Response.ok("well");
    }
}
