package io.orka.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one output stream of a process, so that the process never waits for a full pipe, and remembers its last lines. */
final class OutputPump {

    private static final Logger LOG = LoggerFactory.getLogger(OutputPump.class);
    private static final int REMEMBERED = 20;
    private static final int LONGEST_LINE = 8 << 10;

    private final PluginOutput log;
    private final String source;
    private final Deque<String> last = new ArrayDeque<>();
    private final Thread thread;

    private OutputPump(PluginOutput log, String source, InputStream stream) {
        this.log = log;
        this.source = source;
        this.thread = new Thread(() -> read(stream), "orka-process-" + source);
        thread.setDaemon(true);
    }

    static OutputPump start(PluginOutput log, String source, InputStream stream) {
        OutputPump pump = new OutputPump(log, source, stream);
        pump.thread.start();
        return pump;
    }

    /** Waits for the end of the stream, but not for long: somebody else may hold the pipe open. */
    void awaitEnd(Duration patience) {
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The last lines, the oldest first. */
    List<String> last() {
        synchronized (last) {
            return List.copyOf(last);
        }
    }

    private void read(InputStream stream) {
        StringBuilder line = new StringBuilder();
        try (Reader reader = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (c == '\n') {
                    end(line);
                } else {
                    append(line, (char) c);
                }
                if (line.length() >= LONGEST_LINE) {
                    end(line);
                }
            }
        } catch (IOException e) {
            LOG.debug("the output of a process ended", e);
        }
        if (!line.isEmpty()) {
            end(line);
        }
    }

    /** What a terminal would obey is written out. */
    private static void append(StringBuilder line, char c) {
        if (Character.isISOControl(c) && c != '\t') {
            line.append(String.format("\\x%02x", (int) c));
        } else {
            line.append(c);
        }
    }

    private void end(StringBuilder text) {
        String line = text.toString();
        text.setLength(0);
        synchronized (last) {
            last.addLast(line);
            if (last.size() > REMEMBERED) {
                last.removeFirst();
            }
        }
        log.line(source, line);
    }
}
