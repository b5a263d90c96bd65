import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.concurrent.CountDownLatch;

/** Never returns from close(). */
public class Plugin implements AutoCloseable {

    public Response callMethod(Request request) {
        return Response.ok("well");
    }

    @Override
    public void close() throws Exception {
        new CountDownLatch(1).await();
    }
}
