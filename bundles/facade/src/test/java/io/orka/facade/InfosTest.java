package io.orka.facade;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.orka.api.PluginInfo;
import io.orka.identity.PluginKey;
import io.orka.plugins.CallCounts;
import io.orka.plugins.Failure;
import io.orka.plugins.PluginState;
import io.orka.plugins.PluginStatus;
import io.orka.registry.EntryLimits;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The status of a plugin is converted to the types of the API. */
class InfosTest {

    private static final Instant THEN = Instant.parse("2026-11-22T12:00:00Z");
    private static final CallCounts COUNTS =
            new CallCounts(1, new CallCounts.Running(2, 7, 6), new CallCounts.Ended(3, 4, 5));

    @ParameterizedTest
    @EnumSource(PluginState.class)
    void everyStateHasItsName(PluginState state) {
        assertThat(Infos.state(state).name()).isEqualTo(state.name());
    }

    @Test
    void bothSidesHaveTheSameStates() {
        assertThat(io.orka.api.PluginState.values()).hasSameSizeAs(PluginState.values());
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, c1, , a@v1",
        "BUILDING, , , ",
        "BUILDING, c1, , a@v1", // the previous commit is active
        "FAILED, , , ",
        "FAILED, , a@v0, a@v0",
        "FAILED, c1, a@v1, a@v1",
        "FAILED, c1, , ", // its process ended, so no version is active
        "DRAINING, c1, , "
    })
    void theActiveKeyIsThatOfTheVersionThatAnswers(
            PluginState state, @Nullable String commit, @Nullable String servedBy, @Nullable String active) {
        assertThat(Infos.plugin(status(state, commit, servedBy)).activeKey()).isEqualTo(active);
    }

    @Test
    void aFailureAndWhatIsKnownWithoutAnyConfig() {
        PluginInfo plugin = Infos.plugin(status(PluginState.FAILED, "c1", null));

        assertThat(plugin.retryAt()).isEqualTo(THEN.plusSeconds(60));
        assertThat(requireNonNull(plugin.failure()).stage()).isEqualTo(io.orka.api.PluginState.BUILDING);
        assertThat(plugin.failure().message()).isEqualTo("it does not compile");
        assertThat(plugin.metadata().name()).isEqualTo("a");
        assertThat(plugin.calls().orphaned()).isEqualTo(6);
        assertThat(plugin.calls().waiting()).isEqualTo(7);
    }

    private static PluginStatus status(PluginState state, @Nullable String commit, @Nullable String servedBy) {
        boolean failed = state == PluginState.FAILED;
        return new PluginStatus(
                PluginKey.parse("a@v1"),
                new PluginStatus.Entry("A", EntryLimits.none()),
                new PluginStatus.Progress(state, "", THEN, List.of()),
                commit == null ? null : new PluginStatus.Serving(commit, 1, COUNTS, null),
                new PluginStatus.Waiting(
                        failed
                                ? new Failure(PluginState.BUILDING, "ORKA-X-01", "it does not compile", "Fix it", THEN)
                                : null,
                        servedBy == null ? null : PluginKey.parse(servedBy),
                        failed ? THEN.plusSeconds(60) : null,
                        false),
                PluginStatus.Findings.NONE);
    }
}
