import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.sql.DriverManager;

/** Registers a JDBC driver and does not unregister it. */
public class Plugin {

    public Response callMethod(Request request) throws Exception {
        if (request.method().equals("Misbehave")) {
            misbehave();
        }
        return Response.ok("well");
    }

    private static void misbehave() throws Exception {
        DriverManager.registerDriver(new Leaked());
    }
}
