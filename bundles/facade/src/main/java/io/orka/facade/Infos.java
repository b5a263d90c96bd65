package io.orka.facade;

import io.orka.api.CallCounts;
import io.orka.api.PluginFailure;
import io.orka.api.PluginInfo;
import io.orka.api.PluginState;
import io.orka.plugins.Failure;
import io.orka.plugins.PluginStatus;
import org.jspecify.annotations.Nullable;

/** Converts a plugin's status to the types of the API. */
final class Infos {

    private Infos() {}

    static PluginInfo plugin(PluginStatus status) {
        return new PluginInfo(
                status.key().toString(),
                status.key().name(),
                status.key().version(),
                status.service(),
                state(status.state()),
                status.detail(),
                status.since(),
                status.commit(),
                activeKey(status),
                calls(status.calls()),
                status.failure() == null ? null : failure(status.failure()),
                status.retry(),
                status.warnings(),
                Metadata.of(status.key(), status.config()));
    }

    static PluginFailure failure(Failure failure) {
        return new PluginFailure(
                state(failure.stage()), failure.code(), failure.reason(), failure.remedy(), failure.at());
    }

    static PluginState state(io.orka.plugins.PluginState state) {
        return switch (state) {
            case PENDING -> PluginState.PENDING;
            case CLONING -> PluginState.CLONING;
            case BUILDING -> PluginState.BUILDING;
            case WRAPPING -> PluginState.WRAPPING;
            case STARTING -> PluginState.STARTING;
            case ACTIVE -> PluginState.ACTIVE;
            case DRAINING -> PluginState.DRAINING;
            case FAILED -> PluginState.FAILED;
        };
    }

    private static @Nullable String activeKey(PluginStatus status) {
        return switch (status.state()) {
            case DRAINING -> null;
            case FAILED -> status.servedBy() == null ? null : status.servedBy().toString();
            default -> status.commit() == null ? null : status.key().toString();
        };
    }

    private static CallCounts calls(io.orka.plugins.CallCounts counts) {
        return new CallCounts(
                counts.calls(),
                counts.inFlight(),
                counts.waiting(),
                counts.failed(),
                counts.timedOut(),
                counts.rejected(),
                counts.abandoned());
    }
}
