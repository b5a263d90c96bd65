import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.lang.management.ManagementFactory;
import javax.management.ObjectName;

/** Registers an MBean and does not unregister it. */
public class Plugin {

    public Response callMethod(Request request) throws Exception {
        if (request.method().equals("Misbehave")) {
            misbehave();
        }
        return Response.ok("well");
    }

    private static void misbehave() throws Exception {
        ObjectName name = new ObjectName("acme:type=Leaked,number=" + System.nanoTime());
        ManagementFactory.getPlatformMBeanServer().registerMBean(new Leaked(), name);
    }
}
