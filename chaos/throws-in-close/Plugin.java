import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Throws when it is closed. */
public class Plugin implements AutoCloseable {

    public Response callMethod(Request request) {
        return Response.ok("well");
    }

    @Override
    public void close() throws Exception {
        throw new IllegalStateException("not now");
    }
}
