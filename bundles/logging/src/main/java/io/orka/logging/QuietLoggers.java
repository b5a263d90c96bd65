package io.orka.logging;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/**
 * Takes the place of SLF4J's {@link LoggerFactory} in the git and SSH libraries of the jar for embedding programs. As in a
 * host of Orka's own, git says nothing, since what fails is thrown, and SSH says errors only: a program whose root logger is
 * at DEBUG would be flooded.
 */
public final class QuietLoggers {

    private static final String GIT = ".jgit.";

    private QuietLoggers() {}

    /**
     * For a class of such a library.
     *
     * @param type the class
     * @return its logger
     */
    public static Logger getLogger(Class<?> type) {
        return getLogger(type.getName());
    }

    /**
     * For a name.
     *
     * @param name that of a class of such a library
     * @return its logger
     */
    public static Logger getLogger(String name) {
        return name.contains(GIT) ? NOPLogger.NOP_LOGGER : new ErrorsOnly(LoggerFactory.getLogger(name));
    }
}
