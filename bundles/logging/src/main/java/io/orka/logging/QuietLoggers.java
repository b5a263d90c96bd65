package io.orka.logging;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/**
 * Replaces SLF4J's {@link LoggerFactory} in the Git and SSH libraries of the jar for embedding applications. As in the
 * host process, Git does not log, since failures are thrown, and SSH logs errors only. Otherwise, the libraries would
 * flood an application whose root logger is at DEBUG.
 */
public final class QuietLoggers {

    private static final String GIT = ".jgit.";

    private QuietLoggers() {}

    /**
     * Returns the logger of a class of such a library.
     *
     * @param type the class
     * @return the logger
     */
    public static Logger getLogger(Class<?> type) {
        return getLogger(type.getName());
    }

    /**
     * Returns the logger of a name.
     *
     * @param name the name of a class of such a library
     * @return the logger
     */
    public static Logger getLogger(String name) {
        return name.contains(GIT) ? NOPLogger.NOP_LOGGER : new ErrorsOnly(LoggerFactory.getLogger(name));
    }
}
