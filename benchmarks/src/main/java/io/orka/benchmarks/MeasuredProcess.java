package io.orka.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process, measured from the call that starts it to the answer files that it creates in a directory. Closing it also
 * ends its child processes.
 */
final class MeasuredProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration END = Duration.ofSeconds(20);
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double KIBIBYTES = 1024;

    private final Path answers;
    private final Path output;
    private final long begin = System.nanoTime();
    private final Process process;

    private MeasuredProcess(Path answers, Path output, ProcessBuilder command) throws IOException {
        this.answers = answers;
        this.output = output;
        this.process = command.start();
        process.getOutputStream().close();
    }

    /**
     * Starts a program.
     *
     * @param directory the working directory, also for the output
     * @param answers the directory of the answer files; emptied first
     */
    static MeasuredProcess start(Path directory, Path answers, Map<String, String> environment, List<String> command)
            throws IOException {
        Files.createDirectories(answers);
        try (Stream<Path> old = Files.list(answers)) {
            for (Path answer : (Iterable<Path>) old::iterator) {
                Files.delete(answer);
            }
        }
        Path output = Files.createTempFile(directory, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new MeasuredProcess(answers, output, builder);
    }

    /** Waits for an answer file. Returns the time since the program's start, in milliseconds. */
    double answered(String answer) throws IOException, InterruptedException {
        Path file = answers.resolve(answer);
        return await(answer, () -> Files.exists(file));
    }

    /**
     * Waits for a file that the program creates.
     *
     * @param directory the directory of the file, which need not exist yet
     * @param pattern the file's name, as a glob
     */
    void made(Path directory, String pattern) throws IOException, InterruptedException {
        await(pattern, () -> holds(directory, pattern));
    }

    private interface Condition {
        boolean isMet() throws IOException;
    }

    private double await(String what, Condition condition) throws IOException, InterruptedException {
        double patience = sinceStart() + PATIENCE.toMillis();
        while (!condition.isMet()) {
            if (process.waitFor(1, TimeUnit.MILLISECONDS) && !condition.isMet()) {
                throw new IOException("it ended without " + what + ": " + Files.readString(output));
            }
            if (sinceStart() > patience) {
                throw new IOException("there is no " + what + " after " + PATIENCE + ": " + Files.readString(output));
            }
        }
        return sinceStart();
    }

    private static boolean holds(Path directory, String pattern) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, pattern)) {
            return files.iterator().hasNext();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private double sinceStart() {
        return (System.nanoTime() - begin) / NANOS_PER_MILLI;
    }

    /** Returns the output so far. */
    String output() throws IOException {
        return Files.readString(output);
    }

    /** Returns the resident memory of the program's first JVM in MiB, without JVMs that this JVM has started. */
    double residentMegabytes() throws IOException, InterruptedException {
        return residentMegabytes(java().orElseThrow(() -> new IOException("no JVM runs")));
    }

    /** Returns the resident memory of a process, in MiB. */
    static double residentMegabytes(ProcessHandle handle) throws IOException, InterruptedException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(handle.pid())).start();
        String printed = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        ps.waitFor();
        return Double.parseDouble(printed) / KIBIBYTES;
    }

    private Optional<ProcessHandle> java() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(handle -> handle.info().command().orElse("").endsWith("/java"))
                .findFirst();
    }

    /** Stops the JVM, waits at most 20 seconds for the program, and kills all processes that still run. */
    @Override
    public void close() throws InterruptedException {
        List<ProcessHandle> all = new ArrayList<>();
        all.add(process.toHandle());
        process.descendants().forEach(all::add);
        Collections.reverse(all);
        java().ifPresent(ProcessHandle::destroy);
        if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
            all.forEach(ProcessHandle::destroyForcibly);
        }
        for (ProcessHandle handle : all) {
            if (handle.isAlive()) {
                handle.destroyForcibly();
                handle.onExit().join();
            }
        }
    }
}
