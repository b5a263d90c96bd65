package io.orka.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the processes of one plugin print, in a file that can be shown on a terminal: without control characters, and
 * bounded; the older half is kept beside it as {@code .1}.
 */
final class PluginOutput {

    private static final Logger LOG = LoggerFactory.getLogger(PluginOutput.class);
    private static final long MOST = 4 << 20;

    private final Path file;
    private long size;
    private boolean broken;

    PluginOutput(Path file) {
        this.file = requireNonNull(file, "file is null");
    }

    Path file() {
        return file;
    }

    /** Appends one line; a file that cannot be written is told of once. */
    synchronized void line(String source, String text) {
        if (broken) {
            return;
        }
        String line = Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + source + " " + text + "\n";
        try {
            if (size == 0) {
                Files.createDirectories(requireNonNull(file.getParent()));
                size = Files.exists(file) ? Files.size(file) : 0;
            }
            if (size > MOST) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                size = 0;
            }
            byte[] bytes = line.getBytes(UTF_8);
            Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            size += bytes.length;
        } catch (IOException e) {
            broken = true;
            LOG.warn("The log {} cannot be written: {}", file, e.toString());
        }
    }
}
