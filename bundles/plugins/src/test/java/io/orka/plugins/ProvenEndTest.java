package io.orka.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a process proves a fault of its plugin only if the process caused the end itself. */
class ProvenEndTest {

    private static boolean proves(String how) {
        return ProvenEnd.of(new CompletionException(
                PluginsFailure.probeFailed("ORKA-CALL-11: p@v1 Say: its process ended during the call: " + how)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it exited with code 0",
                "it exited with code 3",
                "it was killed by signal 6",
                "it was killed by signal 11"
            })
    void whatAPluginDoesToItsJvmIsProof(String how) {
        assertThat(proves(how)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it was killed by signal 9",
                "it was killed by signal 15",
                "it was killed by signal 1; its last output: bye",
                "the host ended it: it missed the last 3 heartbeats",
                "it exited with code 3; its last output: Terminating due to java.lang.OutOfMemoryError: Java heap space"
            })
    void whatOthersDoIsNone(String how) {
        assertThat(proves(how)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ORKA-CALL-04: p@v1 Say: boom", "it has not answered"})
    void anOrdinaryFailureIsNone(String what) {
        assertThat(ProvenEnd.of(PluginsFailure.probeFailed(what))).isFalse();
    }
}
