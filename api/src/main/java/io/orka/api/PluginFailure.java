package io.orka.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The reason why a plugin does not match its entry in {@code plugins.json}.
 *
 * @param stage the state in which the plugin failed; {@link PluginState#ACTIVE} if the plugin's process ended
 *     unexpectedly
 * @param code the stable error code, such as {@code ORKA-BUILD-03}
 * @param message the cause, in one line
 * @param remedy the remedy, in one sentence
 * @param time the time of the failure
 */
public record PluginFailure(PluginState stage, String code, String message, String remedy, Instant time) {

    /** Rejects {@code null}. */
    public PluginFailure {
        requireNonNull(stage, "stage is null");
        requireNonNull(code, "code is null");
        requireNonNull(message, "message is null");
        requireNonNull(remedy, "remedy is null");
        requireNonNull(time, "time is null");
    }
}
