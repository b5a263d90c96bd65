package io.orka.build.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All processes that a worker has started. On Linux, a variable in the inherited environment identifies the processes,
 * including daemonized ones. The host searches after a build, and the worker searches after the end of the host.
 */
public final class ProcessTree {

    /** The variable that identifies the worker of a process. */
    public static final String MARKER = "ORKA_BUILD";

    private static final Logger log = LoggerFactory.getLogger(ProcessTree.class);
    private static final Path PROC = Path.of("/proc");
    private static final int ROUNDS = 500;
    private static final Duration PAUSE = Duration.ofMillis(4);

    private final ProcessHandle root;
    private final String marker;

    /**
     * Creates an instance. The processes need not exist yet.
     *
     * @param root the process of the worker
     * @param marker the value of {@link #MARKER} in the worker's environment
     */
    public ProcessTree(ProcessHandle root, String marker) {
        this.root = root;
        this.marker = marker;
    }

    /** Kills the root and all its processes, and waits for their exit. */
    public void end() {
        Set<ProcessHandle> children = children();
        root.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        root.onExit().join();
        endChildren();
    }

    /** Kills the descendants of the root, but not the root. */
    public void endChildren() {
        endAll(this::children);
    }

    /**
     * Kills all processes with a marker and waits for their exit. Does nothing without a file system {@code /proc}.
     *
     * @param beginning the prefix of the marker
     */
    public static void endAll(String beginning) {
        ProcessHandle self = ProcessHandle.current();
        endAll(() -> marked(beginning)
                .filter(process -> !process.equals(self) && isRunning(process))
                .collect(Collectors.toSet()));
    }

    /** Kills in rounds, since a process may fork during the search. */
    private static void endAll(Supplier<Set<ProcessHandle>> look) {
        for (int round = 0; round < ROUNDS; round++) {
            Set<ProcessHandle> found = look.get();
            if (found.isEmpty()) {
                return;
            }
            found.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        log.warn("Could not kill processes of a build: {}", look.get());
    }

    private Set<ProcessHandle> children() {
        return Stream.concat(root.descendants(), marked(marker + '\0'))
                .filter(child -> !child.equals(root) && isRunning(child))
                .collect(Collectors.toSet());
    }

    /** Returns whether a process is running. For the JDK, a zombie process is alive, but its command line is empty. */
    private static boolean isRunning(ProcessHandle process) {
        try {
            return Files.readAllBytes(PROC.resolve(Long.toString(process.pid())).resolve("cmdline")).length > 0;
        } catch (IOException e) {
            return !Files.isDirectory(PROC.resolve("self")) && process.isAlive();
        }
    }

    private static Stream<ProcessHandle> marked(String beginning) {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return Stream.empty();
        }
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(process -> isMarked(process, beginning))
                    .map(process -> Long.parseLong(process.getFileName().toString()))
                    .toList()
                    .stream()
                    .flatMap(pid -> ProcessHandle.of(pid).stream());
        } catch (IOException | UncheckedIOException e) {
            return Stream.empty();
        }
    }

    /**
     * Returns whether a process has the marker; {@code false} if its environment cannot be read, such as after its
     * exit.
     */
    private static boolean isMarked(Path process, String beginning) {
        try {
            String environment = new String(Files.readAllBytes(process.resolve("environ")), ISO_8859_1);
            return ('\0' + environment).contains('\0' + MARKER + '=' + beginning);
        } catch (IOException e) {
            return false;
        }
    }
}
