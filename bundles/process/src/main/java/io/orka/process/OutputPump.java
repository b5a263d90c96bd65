package io.orka.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one output stream of a process, so that the process never blocks on a full pipe, and keeps the last lines.
 * While the log is over its rate limit, most lines are counted without being decoded.
 */
final class OutputPump {

    private static final Logger LOG = LoggerFactory.getLogger(OutputPump.class);
    private static final int CHUNK = 1 << 16;
    private static final int LONGEST_LINE = 8 << 10;
    private static final int LONGEST_CHARACTER = 4;

    private final PluginOutput log;
    private final String source;
    private final Consumer<String> listener;
    private final LastLines last = new LastLines();
    private final Thread thread;
    private final byte[] line = new byte[LONGEST_LINE];
    private int length;

    private OutputPump(PluginOutput log, String source, InputStream stream, Consumer<String> listener) {
        this.log = log;
        this.source = source;
        this.listener = listener;
        this.thread = DaemonThreads.create("orka-process-" + source, () -> read(stream));
    }

    /**
     * Starts a thread that reads a stream.
     *
     * @param listener receives each decoded line, on the reading thread
     */
    static OutputPump start(PluginOutput log, String source, InputStream stream, Consumer<String> listener) {
        OutputPump pump = new OutputPump(log, source, stream, listener);
        pump.thread.start();
        return pump;
    }

    /** Waits for the end of the stream, with a timeout, since another process may keep the pipe open. */
    void awaitEnd(Duration timeout) {
        try {
            thread.join(timeout.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    LastLines last() {
        return last;
    }

    private void read(InputStream stream) {
        byte[] chunk = new byte[CHUNK];
        try (stream) {
            for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
                if (log.isOpen()) {
                    take(chunk, 0, count);
                } else {
                    skim(chunk, count);
                }
            }
        } catch (IOException e) {
            LOG.debug("The output of a process ended", e);
        }
        if (length > 0) {
            endLine();
        }
    }

    private void take(byte[] chunk, int from, int to) {
        for (int i = from; i < to; i++) {
            if (chunk[i] == '\n') {
                endLine();
            } else {
                if (length == LONGEST_LINE) {
                    cutLine();
                }
                line[length++] = chunk[i];
            }
        }
    }

    /** Splits a long line between characters. */
    private void cutLine() {
        int start = length - 1; // start of the last character
        while (start > length - LONGEST_CHARACTER && (line[start] & 0xc0) == 0x80) {
            start--;
        }
        int kept = start + bytesOfCharacter(line[start]) > length ? start : length;
        byte[] rest = Arrays.copyOfRange(line, kept, length);
        length = kept;
        endLine();
        System.arraycopy(rest, 0, line, 0, rest.length);
        length = rest.length;
    }

    private static int bytesOfCharacter(byte first) {
        return switch ((first & 0xff) >> 4) {
            case 0xc, 0xd -> 2;
            case 0xe -> 3;
            case 0xf -> LONGEST_CHARACTER;
            default -> 1;
        };
    }

    private void endLine() {
        String text = HarmlessText.of(new String(line, 0, length, UTF_8));
        length = 0;
        last.add(text);
        listener.accept(text);
        log.line(source, text);
    }

    /** Counts dropped lines. Decodes only the last lines, and the first lines of a possible crash. */
    private void skim(byte[] chunk, int count) {
        Deque<int[]> ends = new ArrayDeque<>();
        int lines = 0;
        int head = 0;
        int from = 0;
        for (int i = 0; i < count; i++) {
            if (chunk[i] == '\n') {
                lines++;
                head = LastLines.mayBegin(from == 0 && length > 0 ? line[0] : chunk[from])
                                && LastLines.begins(text(chunk, from, i))
                        ? LastLines.HEAD
                        : head - 1;
                if (head > 0) {
                    last.add(text(chunk, from, i));
                } else {
                    ends.addLast(new int[] {from, i});
                    if (ends.size() > LastLines.REMEMBERED) {
                        ends.removeFirst();
                    }
                }
                from = i + 1;
            }
        }
        log.drop(lines, count);
        ends.forEach(end -> last.add(text(chunk, end[0], end[1])));
        if (lines > 0) {
            length = 0;
        }
        int rest = Math.min(count - from, LONGEST_LINE - length);
        System.arraycopy(chunk, from, line, length, rest);
        length += rest;
    }

    /** Decodes a line of a chunk. The first line may have started in the previous chunk. */
    private String text(byte[] chunk, int from, int to) {
        String begun = from == 0 ? new String(line, 0, length, UTF_8) : "";
        return HarmlessText.of(begun + new String(chunk, from, Math.min(to - from, LONGEST_LINE), UTF_8));
    }
}
