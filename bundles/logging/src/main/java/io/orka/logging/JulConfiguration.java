package io.orka.logging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.logging.LogManager;

/**
 * Leads {@code java.util.logging} into the host's log. The JDK makes an object of this class when something is first logged
 * that way, and again when somebody asks it to read its configuration anew, so until then it costs nothing.
 */
public final class JulConfiguration {

    private static final String BY_CLASS = "java.util.logging.config.class";
    private static final String BY_FILE = "java.util.logging.config.file";
    private static final String CONFIGURATION = "handlers=" + JulLines.class.getName() + "\n.level=INFO\n";

    /**
     * For {@code java.util.logging}.
     *
     * @throws IOException never
     */
    public JulConfiguration() throws IOException {
        LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(CONFIGURATION.getBytes(ISO_8859_1)));
    }

    /** Has the JDK use it, unless whoever started the process has named a configuration of their own. */
    static void choose() {
        if (System.getProperty(BY_CLASS) == null && System.getProperty(BY_FILE) == null) {
            System.setProperty(BY_CLASS, JulConfiguration.class.getName());
        }
    }
}
