package io.orka.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last lines of a stream, and the first lines of the last crash. Safe for use by multiple threads. */
final class LastLines {

    static final int REMEMBERED = 20;

    /** The number of lines that describe a crash, before the stack traces. */
    static final int HEAD = 6;

    private static final List<String> CRASHES = List.of(
            "panic: ",
            "fatal error: ",
            "runtime: out of memory",
            "unexpected fault address ",
            "SIGSEGV: ",
            "SIGABRT: ",
            "SIGBUS: ",
            "SIGFPE: ",
            "SIGILL: ",
            "SIGQUIT: ",
            "# A fatal error has been detected",
            "Terminating due to java.lang.OutOfMemoryError");

    private record Line(String text, long at) {}

    private final Deque<Line> last = new ArrayDeque<>();
    private final List<Line> crash = new ArrayList<>();

    /** Returns whether a line that starts with this byte may be the first line of a crash. */
    static boolean mayBegin(byte first) {
        return CRASHES.stream().anyMatch(beginning -> beginning.charAt(0) == first);
    }

    static boolean begins(String line) {
        return CRASHES.stream().anyMatch(line::startsWith);
    }

    synchronized void add(String text) {
        Line line = new Line(text, System.nanoTime());
        last.addLast(line);
        if (last.size() > REMEMBERED) {
            last.removeFirst();
        }
        if (begins(text)) {
            crash.clear();
            crash.add(line);
        } else if (!crash.isEmpty() && crash.size() < HEAD) {
            crash.add(line);
        }
    }

    /** Returns the first lines of the last crash since a point in time, or an empty list. */
    synchronized List<String> crash(long since) {
        return crash.isEmpty() || crash.get(0).at() - since < 0
                ? List.of()
                : crash.stream().map(Line::text).toList();
    }

    /** Returns the last non-blank line since a point in time. */
    synchronized Optional<String> last(long since) {
        return last.stream()
                .filter(line -> !line.text().isBlank() && line.at() - since >= 0)
                .reduce((first, second) -> second)
                .map(Line::text);
    }

    /** Returns all lines, oldest first. */
    synchronized List<String> all() {
        return last.stream().map(Line::text).toList();
    }
}
