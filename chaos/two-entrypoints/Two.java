import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Is as good an entrypoint as the other class. */
public class Two {

    public Response callMethod(Request request) {
        return Response.ok("well");
    }
}
