package io.orka.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orka.identity.PluginKey;
import io.orka.plugins.StartJournal.Step;
import io.orka.plugins.StartJournal.Suspect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The next host suspects the plugins that were built, constructed or probed when a host ended. The test simulates such
 * an end with the record that exists during the step.
 */
class StartJournalTest {

    private static final PluginKey BAD = new PluginKey("bad", "v1");
    private static final PluginKey GOOD = new PluginKey("good", null);

    @TempDir
    Path directory;

    @Test
    void whatHasEndedIsNoSuspect() {
        StartJournal host = new StartJournal(directory);
        assertThat(host.during(BAD, "c1", Step.CONSTRUCT, () -> 7)).isEqualTo(7);
        assertThatThrownBy(() -> host.during(GOOD, "c1", Step.BUILD, () -> {
                    throw new IllegalStateException("no build");
                }))
                .hasMessage("no build");

        assertThat(directory).isEmptyDirectory();
        assertThat(suspect(BAD)).isNull();
    }

    @Test
    void whatRunsWhenAHostEndsIsASuspectOfThatCommitOnly() throws IOException {
        endsDuring(BAD, Step.CONSTRUCT);

        StartJournal next = new StartJournal(directory);
        assertThat(next.suspect(BAD, "c1")).isEqualTo(new Suspect("bad@v1", "c1", Step.CONSTRUCT, 1));
        assertThat(next.suspect(BAD, "c2")).isNull();
        assertThat(next.suspect(GOOD, "c1")).isNull();
    }

    @Test
    void theSecondEndHoldsBackAlsoAfterTheMachineStartsAnew() throws IOException {
        endsDuring(BAD, Step.PROBE);
        endsDuring(BAD, Step.PROBE);
        anotherBoot();

        StartJournal next = new StartJournal(directory);
        assertThat(next.suspect(BAD, "c1")).matches(Suspect::heldBack);
        assertThatThrownBy(() -> next.during(BAD, "c1", Step.PROBE, () -> 1))
                .hasMessageContaining("is not started, because the host ended");
        assertThat(next.during(BAD, "c2", Step.PROBE, () -> 1)).isEqualTo(1);
    }

    @Test
    void aConstructionThatWentWellSaysNothingOfTheProbe() throws IOException {
        endsDuring(BAD, Step.PROBE);

        StartJournal next = new StartJournal(directory);
        assertThat(next.during(BAD, "c1", Step.CONSTRUCT, () -> 1)).isEqualTo(1);

        assertThat(next.suspect(BAD, "c1")).isNotNull();
    }

    @Test
    void nobodyIsToBlameForAPowerCut() throws IOException {
        endsDuring(BAD, Step.BUILD);
        anotherBoot();

        assertThat(suspect(BAD)).isNull();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatIsAskedForGetsOneMoreTry() throws IOException {
        endsDuring(BAD, Step.CONSTRUCT);
        endsDuring(BAD, Step.CONSTRUCT);

        StartJournal next = new StartJournal(directory);
        next.askedFor(BAD);

        assertThat(next.suspect(BAD, "c1")).isNotNull().matches(known -> !known.heldBack());
    }

    @Test
    void anOrderlyEndLeavesNoSuspect() {
        StartJournal host = new StartJournal(directory);
        int unused = host.during(BAD, "c1", Step.CONSTRUCT, () -> {
            host.hostEnds();
            assertThat(directory).isEmptyDirectory();
            return host.during(GOOD, "c1", Step.CONSTRUCT, () -> {
                assertThat(directory).isEmptyDirectory();
                return 1;
            });
        });
    }

    @Test
    void whatIsNoLongerRegisteredIsForgotten() throws IOException {
        endsDuring(BAD, Step.CONSTRUCT);
        StartJournal next = new StartJournal(directory);

        next.retain(Set.of(GOOD));

        assertThat(next.suspect(BAD, "c1")).isNull();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aRecordThatWasCutOffIsDeleted() throws IOException {
        Files.writeString(directory.resolve("bad@v1.CONSTRUCT"), "bad@v1\nc1");

        assertThat(suspect(BAD)).isNull();
        assertThat(directory).isEmptyDirectory();
    }

    private @Nullable Suspect suspect(PluginKey key) {
        return new StartJournal(directory).suspect(key, "c1");
    }

    /** Restores the record of a step after the step, as if the JVM had ended during the step. */
    private void endsDuring(PluginKey key, Step step) throws IOException {
        Path record = directory.resolve(key.directoryName() + "." + step);
        byte[] left = new StartJournal(directory).during(key, "c1", step, () -> {
            try {
                return Files.readAllBytes(record);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        Files.write(record, left);
    }

    private void anotherBoot() throws IOException {
        try (var records = Files.list(directory)) {
            for (Path record : records.toList()) {
                List<String> lines = Files.readAllLines(record);
                lines.set(4, "another");
                Files.write(record, lines);
            }
        }
    }
}
