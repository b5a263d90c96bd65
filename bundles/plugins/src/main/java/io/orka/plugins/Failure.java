package io.orka.plugins;

import io.orka.durable.MachineTrouble;
import io.orka.identity.OrkaFailure;
import java.time.Instant;

/**
 * Why a plugin is not what the registry asks for.
 *
 * @param stage where it failed
 * @param code the stable code, such as {@code ORKA-BUILD-03}
 * @param reason the cause, in one line
 * @param remedy what to do, in one sentence
 * @param at when
 * @param isTransient whether the same may succeed later although nobody changes the plugin
 */
public record Failure(PluginState stage, String code, String reason, String remedy, Instant at, boolean isTransient) {

    private static final String UNEXPECTED = "ORKA-HOST-99";
    private static final String LACKING = "ORKA-PLUGIN-19";

    /** A failure of the plugin's own. */
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

    /** What no module has made a failure of: a defect, unless the machine is to blame. */
    static Failure unexpected(PluginState stage, Throwable thrown) {
        return MachineTrouble.in(thrown)
                .map(trouble -> of(stage, LACKING, thrown.toString(), trouble))
                .orElseGet(() -> new Failure(
                        stage,
                        UNEXPECTED,
                        thrown.toString(),
                        "This is a defect of Orka: report it with the stack trace in the host's log",
                        Instant.now()));
    }

    private static Failure of(PluginState stage, String code, String reason, MachineTrouble trouble) {
        return new Failure(
                stage,
                code,
                trouble.what() + ": " + reason,
                trouble.remedy() + "; Orka tries again by itself",
                Instant.now(),
                true);
    }

    /** Code, cause and remedy in one line. */
    String line() {
        return code + ": " + reason + ". " + remedy;
    }
}
