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
 * Makes lines of logs of what is printed: of the plugin's own, and in a process of Orka's own of the host's as well, which
 * takes less. Each thread has a line of its own for each bundle, which is logged when it
 * ends, when it is long, or when nothing was added to it for a second. No lock is held while a line is logged: who takes a
 * line that has not ended out of the map owns it.
 */
final class PrintedLines {

    /** More bytes than this are several lines. */
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

    /** Where a line grows. */
    private record Place(long thread, Speaker speaker) {}

    /** A line that has not ended. */
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
     * Creates one that is not ended before {@link #end()}.
     *
     * @param source the stream, {@code out} or {@code err}
     * @param level what its lines have in the host's log
     * @param logged whether there is a log of the host's
     */
    PrintedLines(String source, Level level, boolean logged) {
        this.source = source;
        this.level = level;
        this.logged = logged;
        // Begun here, not by who prints: a thread keeps the class loader of the one that begins it.
        this.watch = new Thread(this::lookAfter, "orka-std" + source);
        watch.setDaemon(true);
        watch.start();
    }

    /** Takes what was printed, in UTF-8. */
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

    /** Logs the lines that have not ended, and how many were left out. */
    void finish() {
        logBegun(System.nanoTime());
        logLeftOut();
    }

    /** Where the line that begins there ends, or is to be cut; -1 where it goes on. */
    private static int end(byte[] bytes, int from) {
        int most = Math.min(bytes.length, from + LONGEST);
        for (int i = from; i < most; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return most == bytes.length ? -1 : cut(bytes, most);
    }

    /** The last place before which a character ends. */
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

    /** Whether the host's log has room for so many bytes of somebody's; else they are counted. */
    boolean takes(Speaker speaker, int bytes) {
        long now = System.nanoTime();
        @Nullable PrintBudget known = budgets.get(speaker);
        if (known == null) {
            budgets.values().removeIf(budget -> budget.isWhole(now)); // also of versions that are gone
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

    /** Lets the thread that looks after what waits go. */
    void end() {
        ended = true;
        watch.interrupt();
    }

    /** Wakes the thread that looks after what waits. */
    private void look() {
        LockSupport.unpark(watch);
    }

    /** Runs until it is ended; interrupts, which a bundle may send to every thread it finds, mean nothing. */
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
                // It is an appender's, and there is no log to tell it to; the next line may be logged.
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
                log(speaker, Level.WARN, lines + " lines are left out here: more was printed than the log takes");
            }
        });
    }
}
