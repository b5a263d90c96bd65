package io.orka.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The output of one build in a file that can be shown on a terminal: bounded, and without what it would obey. */
final class BuildLog implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BuildLog.class);
    private static final int MOST = 4 << 20;

    private final Path file;
    private final BufferedWriter out;
    private long written;
    private boolean open = true;

    private BuildLog(Path file, BufferedWriter out) {
        this.file = file;
        this.out = out;
    }

    static BuildLog rewrite(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        return new BuildLog(
                // Not a channel: those close when the writing thread is interrupted, and the log of a cancelled build
                // is wanted.
                file, new BufferedWriter(new OutputStreamWriter(new FileOutputStream(file.toFile()), UTF_8)));
    }

    /** A build that writes its output here. */
    interface LoggedBuild {
        BuiltJar run(BuildLog log) throws IOException;
    }

    /** Runs a build with a new log in the place of the last one; why it failed is the log's last line. */
    static BuiltJar of(Path file, LoggedBuild build) {
        try (BuildLog buildLog = rewrite(file)) {
            try {
                return build.run(buildLog);
            } catch (BuildFailure e) {
                buildLog.append("[ERROR] " + e.code() + ": " + e.reason() + "\n");
                throw e;
            }
        } catch (IOException e) {
            throw BuildFailure.io(e, file);
        }
    }

    Path file() {
        return file;
    }

    /** Appends a piece of output; what comes after the limit, or after the end, is dropped. */
    synchronized void append(String text) {
        if (!open || written > MOST) {
            return;
        }
        try {
            for (int i = 0; i < text.length() && written <= MOST; i++) {
                append(text.charAt(i));
            }
            if (written > MOST) {
                out.write("\n[The rest of the output was dropped: it is longer than " + MOST + " characters]\n");
            }
        } catch (IOException e) {
            written = Long.MAX_VALUE;
            log.warn("The build log {} cannot be written: {}", file, e.toString());
        }
    }

    private void append(char c) throws IOException {
        if (!isObeyed(c)) {
            out.write(c);
            written++;
            return;
        }
        String text = String.format(c <= '\u009f' ? "\\x%02x" : "\\u%04x", (int) c);
        out.write(text);
        written += text.length();
    }

    /** By a terminal: what controls it, ends a line or turns the direction of writing. */
    private static boolean isObeyed(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\n' && c != '\t';
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** The first line of what was appended so far. */
    String firstLine() throws IOException {
        flush();
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().orElse("there was no output");
        }
    }

    /** Makes what was appended so far readable. */
    synchronized void flush() throws IOException {
        out.flush();
    }

    @Override
    public synchronized void close() {
        open = false;
        try {
            out.close();
        } catch (IOException e) {
            log.warn("The build log {} cannot be written: {}", file, e.toString());
        }
    }
}
