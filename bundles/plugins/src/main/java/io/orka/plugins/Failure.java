package io.orka.plugins;

import io.orka.durable.MachineTrouble;
import io.orka.identity.OrkaFailure;
import java.time.Instant;

/**
 * The reason why a plugin does not match the registry.
 *
 * @param stage the stage that failed
 * @param code the stable code, such as {@code ORKA-BUILD-03}
 * @param reason the cause, in one line
 * @param remedy the action that fixes the problem, in one or two sentences
 * @param at the time of the failure
 * @param isTransient whether a retry may succeed without a change of the plugin
 */
public record Failure(PluginState stage, String code, String reason, String remedy, Instant at, boolean isTransient) {

    private static final String UNEXPECTED = "ORKA-HOST-99";
    private static final String LACKING = "ORKA-PLUGIN-19";

    /** Creates a failure that the plugin itself caused. */
    public Failure(PluginState stage, String code, String reason, String remedy, Instant at) {
        this(stage, code, reason, remedy, at, false);
    }

    static Failure of(PluginState stage, OrkaFailure failure) {
        return MachineTrouble.in(failure)
                .map(trouble -> of(stage, failure.code(), failure.reason(), trouble))
                .orElseGet(() -> new Failure(
                        stage,
                        failure.code(),
                        failure.reason(),
                        failure.remedy(),
                        Instant.now(),
                        failure.isTransient()));
    }

    /**
     * Returns the failure for an exception that no module expects. The exception is a bug, or the machine lacks a
     * resource.
     */
    static Failure unexpected(PluginState stage, Throwable thrown) {
        return MachineTrouble.in(thrown)
                .map(trouble -> of(stage, LACKING, thrown.toString(), trouble))
                .orElseGet(() -> new Failure(
                        stage,
                        UNEXPECTED,
                        thrown.toString(),
                        "This is a bug in Orka. Report it with the stack trace in the host's log.",
                        Instant.now()));
    }

    private static Failure of(PluginState stage, String code, String reason, MachineTrouble trouble) {
        return new Failure(
                stage,
                code,
                trouble.what() + ": " + reason,
                trouble.remedy() + ". Orka retries automatically.",
                Instant.now(),
                true);
    }

    /** Formats code, cause and remedy in one line. */
    String line() {
        return code + ": " + reason + ". " + remedy;
    }
}
