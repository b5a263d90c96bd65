package io.orka.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orka.build.worker.ProcessTree;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the go command several times within one deadline, with its output in the build's log. At the end of a run, all
 * processes of the run have exited.
 */
final class GoCommand {

    private static final int MOST_KEPT = 1 << 16;

    /** The maximum wait for the rest of the output, since a process that escaped the kill may keep the pipe open. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final GoTool tool;
    private final BuildPlace place;
    private final BuildLog log;
    private final Duration deadline;
    private final long end;
    private volatile @Nullable ProcessTree running;
    private volatile boolean cancelled;

    GoCommand(GoTool tool, BuildPlace place, BuildLog log, Duration deadline) {
        this.tool = tool;
        this.place = place;
        this.log = log;
        this.deadline = deadline;
        this.end = System.nanoTime() + deadline.toNanos();
    }

    /**
     * The result of one run of the command.
     *
     * @param code the exit code
     * @param output the start of the command's output
     */
    record Outcome(int code, String output) {
        boolean good() {
            return code == 0;
        }
    }

    /** Runs {@code go} with arguments. */
    Outcome go(Path directory, Map<String, String> more, String... arguments) throws IOException {
        return run(tool.program(), directory, more, true, arguments);
    }

    /** Runs any program, without logging its output. */
    Outcome quietly(Path program, Path directory, String... arguments) throws IOException {
        return run(program, directory, Map.of(), false, arguments);
    }

    private Outcome run(Path program, Path directory, Map<String, String> more, boolean logged, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(List.of(arguments));
        if (logged) {
            log.append("$ " + program.getFileName() + " " + String.join(" ", arguments) + "\n");
        }
        String marker = place.freshMark();
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment()
                .putAll(tool.environment(System.getenv(), place.shared().resolve("cache"), marker));
        builder.environment().put("PWD", directory.toString());
        builder.environment().putAll(more);
        Process process = builder.start();
        ProcessTree tree = new ProcessTree(process.toHandle(), marker);
        running = tree;
        StringBuilder output = new StringBuilder();
        Thread reader = DaemonThreads.create("orka-build-go", () -> read(process, logged, output));
        try {
            process.getOutputStream().close();
            reader.start();
            boolean done = !cancelled && process.waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            tree.end();
            reader.join(LAST_WORDS.toMillis());
            if (cancelled) {
                throw BuildFailure.cancelled(log.file());
            }
            if (!done) {
                throw BuildFailure.deadline(deadline, log.file());
            }
            synchronized (output) {
                return new Outcome(process.exitValue(), output.toString());
            }
        } catch (InterruptedException e) {
            tree.end();
            Thread.currentThread().interrupt();
            throw BuildFailure.cancelled(log.file());
        } finally {
            running = null;
        }
    }

    private void read(Process process, boolean logged, StringBuilder output) {
        char[] buffer = new char[1 << 13];
        try (Reader reader = new InputStreamReader(process.getInputStream(), UTF_8)) {
            for (int length = reader.read(buffer); length >= 0; length = reader.read(buffer)) {
                String piece = new String(buffer, 0, length);
                synchronized (output) {
                    if (output.length() < MOST_KEPT) {
                        output.append(piece);
                    }
                }
                if (logged) {
                    log.append(piece);
                }
            }
        } catch (IOException e) {
            log.append("[The output ended: " + e.getMessage() + "]\n");
        }
    }

    /** Stops the running command. This run and all later runs fail as cancelled. Safe for use by multiple threads. */
    void cancel() {
        cancelled = true;
        ProcessTree tree = running;
        if (tree != null) {
            tree.end();
        }
    }
}
