import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Has an entrypoint of the same kind as Two. */
public class One {

    public Response callMethod(Request request) {
        return Response.ok("well");
    }
}
