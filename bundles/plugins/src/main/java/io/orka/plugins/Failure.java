package io.orka.plugins;

import io.orka.registry.OrkaFailure;
import java.time.Instant;

/**
 * Why a plugin is not what the registry asks for.
 *
 * @param stage where it failed
 * @param code the stable code, such as {@code ORKA-BUILD-03}
 * @param reason the cause, in one line
 * @param remedy what to do, in one sentence
 * @param at when
 */
public record Failure(PluginState stage, String code, String reason, String remedy, Instant at) {

    static Failure of(PluginState stage, OrkaFailure failure) {
        return new Failure(stage, failure.code(), failure.reason(), failure.remedy(), Instant.now());
    }
}
