package io.orka.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Checks the prerequisites of Go tests. If one is missing, the test is skipped, or fails if all tests are required. */
final class RealGo {

    private static final boolean EVERYTHING = Boolean.getBoolean("orka.ci");

    private RealGo() {}

    static void needed() {
        needed(Builds.hasGo(), "there is no Go on this machine");
    }

    static void needed(boolean there, String otherwise) {
        if (EVERYTHING) {
            assertThat(there).as(otherwise).isTrue();
        }
        assumeTrue(there, "left out: " + otherwise);
    }
}
