package io.orka.launcher;

import org.slf4j.Logger;

/** SLF4J as the embedding program has it, which may have chosen an older version than Orka was built with. */
final class ProgramLogging {

    /** Since version 2. */
    private static final String FLUENT = "atError";

    private ProgramLogging() {}

    /**
     * Looks at the version of SLF4J.
     *
     * @throws HostFailure when it is older than 2
     */
    static void check() {
        try {
            Logger.class.getMethod(FLUENT);
        } catch (NoSuchMethodException e) {
            throw HostFailure.oldLogging(
                    String.valueOf(Logger.class.getProtectionDomain().getCodeSource()), e);
        }
    }
}
