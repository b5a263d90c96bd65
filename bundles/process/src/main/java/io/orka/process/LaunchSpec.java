package io.orka.process;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is started to serve a plugin.
 *
 * @param plugin the plugin's key, for messages and the name of its log
 * @param logName the log's file name without {@code .log}, safe as a file name
 * @param command asked before each start for the program, by its absolute path, and its arguments
 * @param goodbye how long it may take to end itself when it is closed
 * @param setup what else it is given
 */
public record LaunchSpec(String plugin, String logName, Supplier<List<String>> command, Duration goodbye, Setup setup) {

    private static final Duration GOODBYE = Duration.ofSeconds(2);

    /** Checks that nothing is missing. */
    public LaunchSpec {
        requireNonNull(plugin, "plugin is null");
        requireNonNull(logName, "logName is null");
        requireNonNull(command, "command is null");
        requireNonNull(goodbye, "goodbye is null");
        requireNonNull(setup, "setup is null");
    }

    /**
     * A program whose command never changes, and which has two seconds to end itself.
     *
     * @param plugin the plugin's key
     * @param logName the log's file name without {@code .log}
     * @param command the program, by its absolute path, and its arguments
     * @return what can be started
     */
    public static LaunchSpec of(String plugin, String logName, List<String> command) {
        List<String> fixed = List.copyOf(command);
        return new LaunchSpec(plugin, logName, () -> fixed, GOODBYE, Setup.nothing());
    }

    /**
     * The same program that is given something.
     *
     * @param given what else it is given
     * @return a copy
     */
    public LaunchSpec with(Setup given) {
        return new LaunchSpec(plugin, logName, command, goodbye, given);
    }
}
