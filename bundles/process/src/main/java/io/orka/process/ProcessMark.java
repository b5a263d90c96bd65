package io.orka.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A variable in the environment that all processes of a plugin inherit, and by which they are found on Linux, also those
 * that left the process group, and those a killed host has left.
 *
 * @param value what the variable begins with
 */
record ProcessMark(String value) {

    static final String VARIABLE = "ORKA_PROCESS";

    private static final Logger LOG = LoggerFactory.getLogger(ProcessMark.class);
    private static final Path PROC = Path.of("/proc");
    private static final int ROUNDS = 500;
    private static final Duration PAUSE = Duration.ofMillis(4);

    ProcessMark {
        requireNonNull(value, "value is null");
    }

    /** Ends all that bear the mark and returns when they are gone. Rounds, as a process may fork while it is looked for. */
    void endAll() {
        for (int round = 0; round < ROUNDS; round++) {
            Set<ProcessHandle> marked = marked();
            if (marked.isEmpty()) {
                return;
            }
            marked.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        LOG.warn("Processes of a plugin cannot be ended: {}", marked());
    }

    /** Those that run and bear the mark; empty where there is no {@code /proc}. */
    Set<ProcessHandle> marked() {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return Set.of();
        }
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(this::bearsMark)
                    .flatMap(process -> ProcessHandle.of(
                            Long.parseLong(process.getFileName().toString()))
                            .stream())
                    .filter(process -> process.pid() != ProcessHandle.current().pid())
                    .collect(Collectors.toSet());
        } catch (IOException | UncheckedIOException e) {
            return Set.of();
        }
    }

    /** A process that is gone, dead but not yet reaped, or somebody else's, has no environment to read. */
    private boolean bearsMark(Path process) {
        try {
            String environment = new String(Files.readAllBytes(process.resolve("environ")), ISO_8859_1);
            return ('\0' + environment).contains('\0' + VARIABLE + '=' + value);
        } catch (IOException e) {
            return false;
        }
    }
}
