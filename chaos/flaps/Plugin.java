import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Can be constructed only at every second attempt. A file counts the attempts, since the host restores the system
 * properties after a failure.
 */
public class Plugin {

    public Plugin() throws IOException {
        Path failed = Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("chaos-flaps-" + ProcessHandle.current().pid());
        if (!Files.deleteIfExists(failed)) {
            Files.createFile(failed).toFile().deleteOnExit();
            throw new IllegalStateException("no luck at this try");
        }
    }

    public Response callMethod(Request request) {
        return Response.ok("well");
    }
}
