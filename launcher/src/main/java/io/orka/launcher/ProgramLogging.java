package io.orka.launcher;

import org.slf4j.Logger;

/** Checks the SLF4J version of the embedding program, which may be older than the version of Orka's build. */
final class ProgramLogging {

    /** A method that exists since version 2. */
    private static final String FLUENT = "atError";

    private ProgramLogging() {}

    /**
     * Checks the version of SLF4J.
     *
     * @throws HostFailure if the version is older than 2
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
