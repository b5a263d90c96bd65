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

/** The log file of one build. The file is bounded and has no control characters, so that a terminal can show it. */
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
                // A stream, since an interrupt of the writing thread closes a channel: the log of a cancelled build
                // would be lost.
                file, new BufferedWriter(new OutputStreamWriter(new FileOutputStream(file.toFile()), UTF_8)));
    }

    /** A build that writes its output to this log. */
    interface LoggedBuild {
        BuiltJar run(BuildLog log) throws IOException;
    }

    /**
     * Runs a build with a new log, which replaces the previous log. If the build fails, the last line is the failure.
     */
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

    /** Appends output. Output beyond the limit or after the end of the build is dropped. */
    synchronized void append(String text) {
        if (!open || written > MOST) {
            return;
        }
        try {
            for (int i = 0; i < text.length() && written <= MOST; i++) {
                append(text.charAt(i));
            }
            if (written > MOST) {
                out.write("\n[The rest of the output was dropped: the limit is " + MOST + " characters]\n");
            }
        } catch (IOException e) {
            written = Long.MAX_VALUE;
            log.warn("Cannot write the build log {}: {}", file, e.toString());
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

    /** Characters that control a terminal, end a line or change the direction of writing. */
    private static boolean isObeyed(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\n' && c != '\t';
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Returns the first line of the output so far. */
    String firstLine() throws IOException {
        flush();
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().orElse("no output");
        }
    }

    /** Flushes the output so far. */
    synchronized void flush() throws IOException {
        out.flush();
    }

    @Override
    public synchronized void close() {
        open = false;
        try {
            out.close();
        } catch (IOException e) {
            log.warn("Cannot write the build log {}: {}", file, e.toString());
        }
    }
}
