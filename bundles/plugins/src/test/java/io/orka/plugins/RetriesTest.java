package io.orka.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.identity.PluginKey;
import io.orka.registry.PluginEntry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetriesTest {

    private static final PluginEntry HELLO = SimulatedDisk.entry(new PluginKey("hello", "v1"));

    private long now;
    private final Retries retries = new Retries(() -> now);

    @Test
    void pausesDoubleUpToFiveMinutes() {
        List<Duration> pauses = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            pauses.add(fail(PluginState.CLONING, "ORKA-GIT-02").orElseThrow());
        }

        assertThat(pauses.stream().map(Duration::toSeconds)).containsExactly(10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    @Test
    void nothingIsTriedBeforeItIsDue() {
        Duration pause = fail(PluginState.STARTING, "ORKA-DEPLOY-04").orElseThrow();
        pass(pause.minusNanos(1));
        assertThat(retries.due(HELLO)).isFalse();

        pass(Duration.ofNanos(1));
        assertThat(retries.due(HELLO)).isTrue();
    }

    @Test
    void whatFailsByItselfFiveTimesIsQuarantined() {
        for (int i = 1; i < Retries.QUARANTINED; i++) {
            assertThat(fail(PluginState.BUILDING, "ORKA-BUILD-03")).isPresent();
        }
        assertThat(fail(PluginState.WRAPPING, "ORKA-WRAP-01")).isEmpty();

        assertThat(retries.of(HELLO.key())).matches(Retries.Waiting::quarantined);
        pass(retries.quarantine(HELLO.key()).orElseThrow().minusNanos(1));
        assertThat(retries.due(HELLO)).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(retries.due(HELLO)).isTrue();
    }

    @Test
    void whatWouldEndTheHostIsNotTriedAgainByItself() {
        assertThat(fail(PluginState.STARTING, PluginsFailure.HELD_BACK)).isEmpty();
        assertThat(retries.quarantine(HELLO.key())).isEmpty();

        pass(Duration.ofDays(1));
        assertThat(retries.due(HELLO)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = PluginState.class,
            names = {"CLONING", "BUILDING", "WRAPPING", "STARTING", "ACTIVE"})
    void whatTheMachineLacksNeverIs(PluginState stage) {
        Failure failure = Failure.unexpected(stage, new IOException("No space left on device"));
        for (int i = 0; i < 20; i++) {
            assertThat(retries.failed(HELLO, failure)).isPresent();
        }
    }

    @Test
    void whatTheSurroundingsCauseNeverIs() {
        for (int i = 0; i < 20; i++) {
            assertThat(fail(PluginState.BUILDING, "ORKA-BUILD-04")).isPresent();
            assertThat(fail(PluginState.CLONING, "ORKA-GIT-02")).isPresent();
        }
    }

    @Test
    void anotherEntryOfTheSameKeyIsTriedAtOnceAndCountsAnew() {
        fail(PluginState.STARTING, "ORKA-DEPLOY-04");
        fail(PluginState.STARTING, "ORKA-DEPLOY-04");
        PluginEntry moved =
                new PluginEntry(HELLO.key(), HELLO.repo(), HELLO.service(), "release-1", "", false, HELLO.limits());

        assertThat(retries.due(moved)).isTrue();
        assertThat(retries.failed(moved, failure(PluginState.STARTING, "ORKA-DEPLOY-04")))
                .contains(Duration.ofSeconds(10));
    }

    @Test
    void onlyTenGoodMinutesBeginAnew() {
        fail(PluginState.STARTING, "ORKA-DEPLOY-04");
        retries.succeeded(HELLO.key());
        pass(Duration.ofMinutes(10).minusNanos(1));
        assertThat(fail(PluginState.STARTING, "ORKA-DEPLOY-04")).contains(Duration.ofSeconds(20));

        retries.succeeded(HELLO.key());
        pass(Duration.ofMinutes(10));
        assertThat(fail(PluginState.STARTING, "ORKA-DEPLOY-04")).contains(Duration.ofSeconds(10));
    }

    private Optional<Duration> fail(PluginState stage, String code) {
        return retries.failed(HELLO, failure(stage, code));
    }

    private static Failure failure(PluginState stage, String code) {
        return new Failure(stage, code, "reason", "remedy", Instant.EPOCH, code.equals("ORKA-BUILD-04"));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
