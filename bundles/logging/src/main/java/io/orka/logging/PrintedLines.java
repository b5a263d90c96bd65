package io.orka.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Makes lines of the log of what is printed. Each thread has a line of its own for each bundle, which is logged when it
 * ends, when it is long, or when nothing was added to it for a second. No lock is held while a line is logged: who takes a
 * line that has not ended out of the map owns it.
 */
final class PrintedLines {

    /** More bytes than this are several lines. */
    static final int LONGEST = 8192;

    private static final int LONGEST_CHARACTER = 4;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final String HOST = "";

    private final String stream;
    private final Level level;
    private final Map<Place, Begun> begun = new ConcurrentHashMap<>();
    private final Map<String, PrintBudget> budgets = new ConcurrentHashMap<>();
    private final Thread watch;

    /** Where a line grows. */
    private record Place(long thread, String bundle) {}

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

    PrintedLines(String stream, Level level) {
        this.stream = stream;
        this.level = level;
        // Begun here, not by who prints: a thread keeps the class loader of the one that begins it.
        this.watch = new Thread(this::lookAfter, "orka-" + stream);
        watch.setDaemon(true);
        watch.start();
    }

    /** Takes what was printed, by a bundle or by the host, in UTF-8. */
    void print(@Nullable String bundle, byte[] printed) {
        Place place = new Place(Thread.currentThread().getId(), Objects.requireNonNullElse(bundle, HOST));
        @Nullable Begun before = begun.remove(place);
        byte[] bytes = before == null ? printed : before.plus(printed);
        int from = 0;
        for (int end = end(bytes, from); end >= 0; end = end(bytes, from)) {
            say(place.bundle, Arrays.copyOfRange(bytes, from, end));
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

    private void say(String bundle, byte[] line) {
        PrintBudget budget = budgets.computeIfAbsent(bundle, name -> new PrintBudget(System.nanoTime()));
        if (budget.take(line.length, System.nanoTime())) {
            log(bundle, level, new String(line, UTF_8).stripTrailing());
        } else {
            look();
        }
    }

    private void log(String bundle, Level at, String text) {
        TaggedLogger.of(bundle.equals(HOST) ? null : bundle, stream).atLevel(at).log(text);
    }

    /** Wakes the thread that looks after what waits. */
    private void look() {
        LockSupport.unpark(watch);
    }

    /** Runs as long as the process; interrupts, which a bundle may send to every thread it finds, mean nothing. */
    private void lookAfter() {
        while (true) {
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
                say(place.bundle, line.bytes);
            }
        });
    }

    private void logLeftOut() {
        budgets.forEach((bundle, budget) -> {
            long lines = budget.leftOut();
            if (lines > 0) {
                log(bundle, Level.WARN, lines + " lines are left out here: more was printed than the log takes");
            }
        });
    }
}
