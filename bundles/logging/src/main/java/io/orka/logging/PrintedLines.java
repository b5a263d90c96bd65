package io.orka.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Converts printed output to lines of the plugin's own log and, in a process of Orka itself, of the host's log, which
 * has a lower limit. Each thread has a separate line per bundle. A line is logged when it ends, when it is long, or a
 * second after the last addition. No lock is held while a line is logged: the thread that removes an unfinished line
 * from the map owns the line.
 */
final class PrintedLines {

    /** Longer output is split into several lines. */
    static final int LONGEST = 8192;

    private static final int LONGEST_CHARACTER = 4;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final String source;
    private final Level level;
    private final boolean logged;
    private final Map<Place, Begun> begun = new ConcurrentHashMap<>();
    private final Map<Speaker, PrintBudget> budgets = new ConcurrentHashMap<>();
    private final Thread watch;
    private volatile boolean ended;

    /** The key of an unfinished line. */
    private record Place(long thread, Speaker speaker) {}

    /** An unfinished line. */
    private static final class Begun {

        private final byte[] bytes;
        private final long nanos;

        Begun(byte[] bytes, long nanos) {
            this.bytes = bytes;
            this.nanos = nanos;
        }

        byte[] plus(byte[] more) {
            byte[] both = Arrays.copyOf(bytes, bytes.length + more.length);
            System.arraycopy(more, 0, both, bytes.length, more.length);
            return both;
        }
    }

    /**
     * Creates an instance that runs until {@link #end()}.
     *
     * @param source the stream, {@code out} or {@code err}
     * @param level the level of the lines in the host's log
     * @param logged whether the host has a log
     */
    PrintedLines(String source, Level level, boolean logged) {
        this.source = source;
        this.level = level;
        this.logged = logged;
        // Started here and not by a printing thread, since a thread inherits the class loader of its creator.
        this.watch = new Thread(this::lookAfter, "orka-std" + source);
        watch.setDaemon(true);
        watch.start();
    }

    /** Adds printed output in UTF-8. */
    void print(Speaker speaker, byte[] printed) {
        Place place = new Place(Thread.currentThread().getId(), speaker);
        @Nullable Begun before = begun.remove(place);
        byte[] bytes = before == null ? printed : before.plus(printed);
        int from = 0;
        for (int end = end(bytes, from); end >= 0; end = end(bytes, from)) {
            say(place.speaker, Arrays.copyOfRange(bytes, from, end));
            from = end < bytes.length && bytes[end] == '\n' ? end + 1 : end;
        }
        if (from < bytes.length) {
            begun.put(place, new Begun(Arrays.copyOfRange(bytes, from, bytes.length), System.nanoTime()));
            look();
        }
    }

    /** Logs the unfinished lines, and the number of dropped lines. */
    void finish() {
        logBegun(System.nanoTime());
        logLeftOut();
    }

    /** Returns the index at which the line from {@code from} ends or must be cut; -1 if the line is unfinished. */
    private static int end(byte[] bytes, int from) {
        int most = Math.min(bytes.length, from + LONGEST);
        for (int i = from; i < most; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return most == bytes.length ? -1 : cut(bytes, most);
    }

    /** Returns the last index at which a character ends. */
    private static int cut(byte[] bytes, int most) {
        for (int at = most; at > most - LONGEST_CHARACTER; at--) {
            if ((bytes[at] & 0xC0) != 0x80) {
                return at;
            }
        }
        return most;
    }

    private void say(Speaker speaker, byte[] line) {
        String text = new String(line, UTF_8).stripTrailing();
        if (speaker.log() != null) {
            speaker.log().line(source, text);
        }
        if (!logged) {
            return;
        }
        if (takes(speaker, line.length)) {
            log(speaker, level, text);
        }
    }

    /** Returns whether the rate limit allows this many bytes in the host's log; if not, counts a dropped line. */
    boolean takes(Speaker speaker, int bytes) {
        long now = System.nanoTime();
        @Nullable PrintBudget known = budgets.get(speaker);
        if (known == null) {
            budgets.values().removeIf(budget -> budget.isWhole(now)); // also those of removed versions
            known = budgets.computeIfAbsent(speaker, name -> new PrintBudget(now));
        }
        boolean taken = known.take(bytes, now);
        if (!taken) {
            look();
        }
        return taken;
    }

    private void log(Speaker speaker, Level at, String text) {
        TaggedLogger.of(speaker.tag(), "std" + source).atLevel(at).log(text);
    }

    /** Ends the thread that logs unfinished lines. */
    void end() {
        ended = true;
        watch.interrupt();
    }

    /** Wakes the thread that logs unfinished lines. */
    private void look() {
        LockSupport.unpark(watch);
    }

    /** Logs unfinished lines until {@link #end()}; ignores interrupts, which a bundle may send to any thread. */
    private void lookAfter() {
        while (!ended) {
            try {
                if (!isWaiting()) {
                    LockSupport.park(this);
                }
                Thread.sleep(LOOK.toMillis());
            } catch (InterruptedException e) {
                continue;
            }
            try {
                logBegun(System.nanoTime() - LOOK.toNanos());
                logLeftOut();
            } catch (RuntimeException | Error e) {
                // An exception of an appender cannot be logged; the next line may succeed.
            }
        }
    }

    private boolean isWaiting() {
        return !begun.isEmpty() || budgets.values().stream().anyMatch(PrintBudget::leftSomethingOut);
    }

    private void logBegun(long until) {
        begun.forEach((place, line) -> {
            if (line.nanos - until <= 0 && begun.remove(place, line)) {
                say(place.speaker, line.bytes);
            }
        });
    }

    private void logLeftOut() {
        budgets.forEach((speaker, budget) -> {
            long lines = budget.leftOut();
            if (lines > 0) {
                log(speaker, Level.WARN, "dropped " + lines + " lines: the output exceeds the rate limit of the log");
            }
        });
    }
}
