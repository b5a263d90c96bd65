package io.orka.deploy;

import static java.util.Objects.requireNonNull;

import io.orka.entry.Entrypoint;
import io.orka.registry.Isolation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The specification of a plugin's separate JVM.
 *
 * @param java the executable
 * @param main the main class, which runs a plugin
 * @param classPath the class path of the main class, without the plugin's own classes
 * @param archive supplies, before each start, the options for a class-data archive, if there is one
 */
public record GuestJvm(Path java, String main, List<Path> classPath, Supplier<List<String>> archive) {

    /** The maximum heap of a plugin without {@code memory}, in megabytes. */
    static final int MEMORY = 512;

    /**
     * The largest heap for the serial collector: up to this size the serial collector starts fastest, and its pauses
     * are short enough for the heartbeat.
     */
    private static final int SMALL = 1024;

    /**
     * The option for a debugger on a port that the system chooses and the JVM prints. Only this machine can reach the
     * port.
     */
    private static final String DEBUGGER = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";

    /** The option with the user's home at the host's start, since a plugin may change this system property later. */
    private static final String USER_HOME = "-Duser.home=" + System.getProperty("user.home");

    private static final List<String> OPTIONS = List.of(
            "-XX:-UsePerfData",
            "-XX:MaxMetaspaceSize=256m",
            // With these options the output shows the cause of the end: out of memory, or a crash in native code.
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:+DisplayVMOutputToStderr",
            // The host's JVM has the same options.
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
     * Returns this specification with another archive.
     *
     * @param options supplies the options before each start
     * @return a copy
     */
    public GuestJvm with(Supplier<List<String>> options) {
        return new GuestJvm(java, main, classPath, options);
    }

    /**
     * Returns the command of the training run that creates the archive. The command contains the options of a normal
     * start, so that the archive matches these options.
     *
     * @param options the options with which the JVM writes the archive at its end
     * @param entrypoint the plugin's entrypoint
     * @param directory the directory of the plugin's classes
     * @return program and arguments
     */
    public List<String> trainingRun(List<String> options, Entrypoint entrypoint, Path directory) {
        List<String> all = new ArrayList<>(options);
        all.add("-Dorka.training=true"); // no deadline for the exit: the JVM writes the archive during the exit
        return command(MEMORY, all, arguments(entrypoint, directory, List.of(directory)));
    }

    /** Returns the command that runs a plugin. */
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
