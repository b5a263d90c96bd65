import io.orka.sdk.Probe;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.concurrent.CountDownLatch;

/** Never returns from its probe. */
public class Plugin implements Probe {

    @Override
    public void probe() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    public Response callMethod(Request request) {
        return Response.ok("never");
    }
}
