import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.Timer;
import java.util.TimerTask;

/** Starts a timer and does not cancel it. */
public class Plugin {

    public Response callMethod(Request request) throws Exception {
        if (request.method().equals("Misbehave")) {
            misbehave();
        }
        return Response.ok("well");
    }

    private static void misbehave() throws Exception {
        new Timer("leaked", true).schedule(new TimerTask() {
            @Override
            public void run() {}
        }, 1_000, 1_000);
    }
}
