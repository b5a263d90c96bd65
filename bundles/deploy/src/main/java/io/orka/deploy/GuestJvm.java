package io.orka.deploy;

import static java.util.Objects.requireNonNull;

import io.orka.entry.Entrypoint;
import io.orka.registry.Isolation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * How a JVM of a plugin's own is started.
 *
 * @param java the program
 * @param main the class that serves a plugin
 * @param classPath where that class and what it needs are; the plugin's own classes are no part of it
 * @param archive asked before each start for the options that name an archive of the classes a start loads, if there is one
 */
public record GuestJvm(Path java, String main, List<Path> classPath, Supplier<List<String>> archive) {

    /** What the objects of a plugin may take that has no limit of its own, in megabytes. */
    static final int MEMORY = 512;

    /** Up to there the simplest collector is the quickest to start, and its pauses are no danger to the heartbeat. */
    private static final int SMALL = 1024;

    /** At a port that the system chooses and the JVM names, which only this machine can reach. */
    private static final String DEBUGGER = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";

    /** As it was when the host began: a plugin may change it later. */
    private static final String USER_HOME = "-Duser.home=" + System.getProperty("user.home");

    private static final List<String> OPTIONS = List.of(
            "-XX:-UsePerfData",
            "-XX:MaxMetaspaceSize=256m",
            // What ends it is seen: where memory ends, and where native code crashes.
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:+DisplayVMOutputToStderr",
            // As in the host's JVM.
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "-Dsun.stdout.encoding=UTF-8",
            "-Dsun.stderr.encoding=UTF-8");

    /** Checks that nothing is missing. */
    public GuestJvm {
        requireNonNull(java, "java is null");
        requireNonNull(main, "main is null");
        requireNonNull(archive, "archive is null");
        classPath = List.copyOf(classPath);
    }

    /**
     * The same JVM with an archive.
     *
     * @param options asked before each start
     * @return a copy
     */
    public GuestJvm with(Supplier<List<String>> options) {
        return new GuestJvm(java, main, classPath, options);
    }

    /**
     * The command that makes the archive: it begins like every other start, so that the archive fits them.
     *
     * @param options those that make the JVM write it when it ends
     * @param entrypoint of the plugin that is served meanwhile
     * @param directory its classes
     * @return program and arguments
     */
    public List<String> rehearsal(List<String> options, Entrypoint entrypoint, Path directory) {
        List<String> all = new ArrayList<>(options);
        all.add("-Dorka.trainingRun=true"); // the JVM takes its time at the end
        return command(MEMORY, all, arguments(entrypoint, directory, List.of(directory)));
    }

    /** The command that serves a plugin. */
    List<String> command(
            Isolation isolation, Path crashReport, Entrypoint entrypoint, Path directory, List<Path> plugin) {
        List<String> options = new ArrayList<>(archive.get());
        options.add("-XX:ErrorFile=" + crashReport);
        if (isolation.cpus() != null) {
            options.add("-XX:ActiveProcessorCount=" + isolation.cpus());
        }
        if (isolation.debug()) {
            options.add(DEBUGGER);
        }
        int memory = isolation.memory() == null ? MEMORY : isolation.memory();
        return command(memory, options, arguments(entrypoint, directory, plugin));
    }

    private static List<String> arguments(Entrypoint entrypoint, Path directory, List<Path> plugin) {
        List<String> arguments = new ArrayList<>(List.of(
                directory.toString(),
                entrypoint.kind().name(),
                entrypoint.className(),
                entrypoint.methodName(),
                Boolean.toString(entrypoint.isStatic())));
        plugin.forEach(path -> arguments.add(path.toString()));
        return arguments;
    }

    private List<String> command(int memory, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.add("-Xmx" + memory + "m");
        command.add(memory <= SMALL ? "-XX:+UseSerialGC" : "-XX:+UseG1GC");
        command.addAll(OPTIONS);
        command.add(USER_HOME);
        command.addAll(options);
        command.add("-cp");
        command.add(String.join(
                System.getProperty("path.separator"),
                classPath.stream().map(Path::toString).toList()));
        command.add(main);
        command.addAll(arguments);
        return command;
    }
}
