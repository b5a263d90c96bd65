import io.orka.sdk.Probe;
import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Has a probe that throws. */
public class Plugin implements Probe {

    @Override
    public void probe() {
        throw new IllegalStateException("the other side does not answer");
    }

    public Response callMethod(Request request) {
        return Response.ok("never");
    }
}
