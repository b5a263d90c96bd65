package io.orka.process;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What is started to serve a plugin.
 *
 * @param plugin the plugin's key, for messages and the name of its log
 * @param logName the log's file name without {@code .log}, safe as a file name
 * @param command the program, by its absolute path, and its arguments
 */
public record Program(String plugin, String logName, List<String> command) {

    /** Checks that nothing is missing. */
    public Program {
        requireNonNull(plugin, "plugin is null");
        requireNonNull(logName, "logName is null");
        command = List.copyOf(command);
    }
}
