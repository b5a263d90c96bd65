import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Is constructed at every second try only. A file counts, since the host puts back the system properties of a failed one. */
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
