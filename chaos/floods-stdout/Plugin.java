import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Prints ten megabytes. */
public class Plugin {

    public Response callMethod(Request request) throws Exception {
        if (request.method().equals("Misbehave")) {
            misbehave();
        }
        return Response.ok("well");
    }

    private static void misbehave() throws Exception {
        String line = "all work and no play ".repeat(50);
        for (int i = 0; i < 10_000; i++) {
            System.out.println(line);
        }
    }
}
