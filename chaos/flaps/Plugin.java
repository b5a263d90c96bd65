import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Is constructed at every second try only. */
public class Plugin {

    public Plugin() {
        int tries = Integer.getInteger("chaos.flaps", 0) + 1;
        System.setProperty("chaos.flaps", Integer.toString(tries));
        if (tries % 2 == 1) {
            throw new IllegalStateException("no luck at try " + tries);
        }
    }

    public Response callMethod(Request request) {
        return Response.ok("well");
    }
}
