package io.orka.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one plugin's output, from its processes or the host's JVM. The file is bounded and has no control
 * characters. The older half of the log is in a file with the suffix {@code .1}. Printing never waits for the disk.
 * Output above the rate limit is counted and dropped. Safe for use by multiple threads.
 */
public final class PluginOutput {

    private static final Logger LOG = LoggerFactory.getLogger(PluginOutput.class);

    /** The maximum size of a file. */
    private static final long MOST = 4 << 20;

    /**
     * The maximum burst. A larger burst, or a rate of more than {@link #PER_SECOND}, would soon overwrite the whole
     * log.
     */
    private static final long BURST = 4 << 20;

    private static final long PER_SECOND = 1 << 20;
    private static final long NANOS = 1_000_000_000;

    /** After this pause the full burst is available again. */
    private static final long LONGEST_PAUSE = 3600 * NANOS;

    private static final String TOO_FAST = "the plugin prints faster than its log may grow";

    /** The maximum output that may wait for a slow disk. */
    private static final int MOST_UNWRITTEN = 1 << 20;

    private final Path file;
    private final Executor writer;
    private final LongSupplier nanoTime;
    private ByteArrayOutputStream unwritten = new ByteArrayOutputStream();
    private boolean asked;
    private long allowance = BURST;
    private long allowedAt;
    private long droppedLines;
    private long droppedBytes;
    private String why = TOO_FAST;
    private long millis = -1;
    private String time = "";

    // These fields are used by the writer only.
    private long size = -1;
    private boolean failing;

    /**
     * Creates a log without writing a file.
     *
     * @param writer runs the write tasks one after another
     * @param nanoTime the clock, such as {@link System#nanoTime}
     */
    PluginOutput(Path file, Executor writer, LongSupplier nanoTime) {
        this.file = requireNonNull(file, "file is null");
        this.writer = requireNonNull(writer, "writer is null");
        this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
        this.allowedAt = nanoTime.getAsLong();
    }

    Path file() {
        return file;
    }

    /** Returns whether the rate limit allows a line now. */
    synchronized boolean isOpen() {
        long now = nanoTime.getAsLong();
        long come = Math.min(now - allowedAt, LONGEST_PAUSE) * PER_SECOND / NANOS;
        if (come > 0) {
            allowance = Math.min(BURST, allowance + come);
            allowedAt = now;
        }
        return allowance > 0 && unwritten.size() < MOST_UNWRITTEN;
    }

    /**
     * Logs one line and escapes its control characters. Above the rate limit, drops and counts the line.
     *
     * @param source the stream of the line, or its log level
     * @param text the line
     */
    public void line(String source, String text) {
        if (isOpen()) {
            keep(source, HarmlessText.of(text)); // escapes the text before taking the lock
        } else {
            drop(1, text.length() + 1);
        }
    }

    private synchronized void keep(String source, String text) {
        if (isOpen()) {
            append(source, text);
        } else {
            drop(1, text.length() + 1);
        }
    }

    /** Logs one line of the host. */
    synchronized void hostLine(String text) {
        append("host", HarmlessText.of(text));
    }

    /** Counts lines that were not logged. */
    synchronized void drop(long lines, long bytes) {
        droppedLines += lines;
        droppedBytes += bytes;
    }

    private void append(String source, String text) {
        if (droppedLines > 0) {
            String dropped = "dropped " + droppedLines + " lines (" + (droppedBytes >> 10) + " KiB): " + why;
            droppedLines = 0;
            droppedBytes = 0;
            why = TOO_FAST;
            append("host", dropped);
        }
        byte[] line = (now() + " " + source + " " + text + "\n").getBytes(UTF_8);
        allowance -= line.length;
        unwritten.writeBytes(line);
        if (!asked) {
            asked = true;
            try {
                writer.execute(this::write);
            } catch (RejectedExecutionException e) { // rejected, since the host is stopping
                write();
            }
        }
    }

    private String now() {
        long now = System.currentTimeMillis();
        if (now != millis) {
            millis = now;
            time = Instant.ofEpochMilli(now).toString();
        }
        return time;
    }

    private void write() {
        byte[] bytes;
        synchronized (this) {
            bytes = unwritten.toByteArray();
            unwritten = new ByteArrayOutputStream();
            asked = false;
        }
        try {
            if (size < 0 || !Files.exists(file)) { // create the file again if it was deleted
                Files.createDirectories(requireNonNull(file.getParent()));
                size = Files.exists(file) ? Files.size(file) : 0;
            }
            if (size > MOST) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                size = 0;
            }
            Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            size += bytes.length;
            failing = false;
        } catch (IOException e) {
            lose(bytes, e);
        }
    }

    /** Counts the lines that were not written. The next write is tried, since a full disk may have space again. */
    private void lose(byte[] bytes, IOException cause) {
        size = -1;
        if (!failing) {
            failing = true;
            LOG.warn("Cannot write the log {}: {}. The plugin's output is dropped", file, cause.toString());
        }
        int lines = 0;
        for (byte each : bytes) {
            lines += each == '\n' ? 1 : 0;
        }
        synchronized (this) {
            drop(lines, bytes.length);
            why = "the log could not be written";
        }
    }
}
