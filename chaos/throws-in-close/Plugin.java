import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Throws in close(). */
public class Plugin implements AutoCloseable {

    public Response callMethod(Request request) {
        return Response.ok("well");
    }

    @Override
    public void close() throws Exception {
        throw new IllegalStateException("not now");
    }
}
