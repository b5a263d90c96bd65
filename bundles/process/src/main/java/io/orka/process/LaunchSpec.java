package io.orka.process;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * The command and the setup to start a plugin's process.
 *
 * @param plugin the plugin's key, for messages
 * @param logName the log's file name without {@code .log}, safe as a file name
 * @param command supplies, before each start, the executable's absolute path and its arguments
 * @param shutdownTimeout the maximum time from the request to exit until the exit; then the process is killed
 * @param setup environment, limits and files
 */
public record LaunchSpec(
        String plugin, String logName, Supplier<List<String>> command, Duration shutdownTimeout, Setup setup) {

    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(2);

    /** Checks that no value is null. */
    public LaunchSpec {
        requireNonNull(plugin, "plugin is null");
        requireNonNull(logName, "logName is null");
        requireNonNull(command, "command is null");
        requireNonNull(shutdownTimeout, "shutdownTimeout is null");
        requireNonNull(setup, "setup is null");
    }

    /**
     * Returns a specification with a fixed command and a shutdown timeout of two seconds.
     *
     * @param plugin the plugin's key
     * @param logName the log's file name without {@code .log}
     * @param command the executable's absolute path and its arguments
     * @return a specification without setup
     */
    public static LaunchSpec of(String plugin, String logName, List<String> command) {
        List<String> fixed = List.copyOf(command);
        return new LaunchSpec(plugin, logName, () -> fixed, SHUTDOWN_TIMEOUT, Setup.nothing());
    }

    /**
     * Returns a copy of this specification with another setup.
     *
     * @param setup the other setup
     * @return a copy with this setup
     */
    public LaunchSpec with(Setup setup) {
        return new LaunchSpec(plugin, logName, command, shutdownTimeout, setup);
    }
}
