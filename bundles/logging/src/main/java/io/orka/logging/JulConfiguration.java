package io.orka.logging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.logging.LogManager;

/**
 * Redirects {@code java.util.logging} to the host's log. The JDK creates an instance of this class when that API is
 * first used, and again when its configuration is reread, so this class costs nothing until then.
 */
public final class JulConfiguration {

    private static final String BY_CLASS = "java.util.logging.config.class";
    private static final String BY_FILE = "java.util.logging.config.file";
    private static final String CONFIGURATION = "handlers=" + JulLines.class.getName() + "\n.level=INFO\n";

    /**
     * Called by {@code java.util.logging}.
     *
     * @throws IOException never
     */
    public JulConfiguration() throws IOException {
        LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(CONFIGURATION.getBytes(ISO_8859_1)));
    }

    /** Installs this configuration, unless the process was started with another configuration. */
    static void choose() {
        if (System.getProperty(BY_CLASS) == null && System.getProperty(BY_FILE) == null) {
            System.setProperty(BY_CLASS, JulConfiguration.class.getName());
        }
    }
}
