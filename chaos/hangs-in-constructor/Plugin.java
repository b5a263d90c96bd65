import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.concurrent.CountDownLatch;

/** Never returns from its constructor. */
public class Plugin {

    public Plugin() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    public Response callMethod(Request request) {
        return Response.ok("never");
    }
}
