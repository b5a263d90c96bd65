import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.concurrent.CountDownLatch;

/** Waits for ever, and goes on waiting when it is interrupted. */
public class Plugin {

    public Response callMethod(Request request) throws Exception {
        if (request.method().equals("Misbehave")) {
            misbehave();
        }
        return Response.ok("well");
    }

    private static void misbehave() throws Exception {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // goes on
            }
        }
    }
}
