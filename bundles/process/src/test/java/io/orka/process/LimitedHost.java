package io.orka.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A host in a separate JVM, whose only plugin prints its resource limits and ends. */
final class LimitedHost {

    private LimitedHost() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        MemoryLimit limit = new MemoryLimit(Long.parseLong(args[1]), Long.parseLong(args[1]));
        LaunchSpec spec = LaunchSpec.of("acme", "acme", List.of("/bin/cat", "/proc/self/limits"))
                .with(new Setup(Map.of(), Map.of(), limit, null, false));
        try (Processes processes = new Processes(directory.resolve("run"), directory.resolve("logs"))) {
            processes.start(spec).close();
        } catch (ProcessFailure itSpeaksNoProtocol) {
            System.out.println(itSpeaksNoProtocol.line());
        }
    }
}
