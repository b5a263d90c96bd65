package io.orka.durable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The actions at the failpoints of this JVM. */
final class FailpointPlan {

    private static final String PROPERTY = "orka.failpoints";
    private static final @Nullable String PLAN = System.getProperty(PROPERTY);
    private static final @Nullable String TRACE = System.getProperty(PROPERTY + ".trace");

    /** Whether failpoints are on. A constant, so that the JIT compiler removes the points when failpoints are off. */
    static final boolean ON = PLAN != null || TRACE != null;

    /** The exit code of a process killed by SIGKILL. */
    private static final int KILLED = 137;

    private static final Pattern RULE =
            Pattern.compile("([a-z.-]+)=(?:(crash|throw|eio)(?::([1-9][0-9]{0,8}))?|delay:([0-9]{1,6}))");
    private static final List<Rule> RULES = new CopyOnWriteArrayList<>(rules(PLAN == null ? "on" : PLAN));

    private FailpointPlan() {}

    static void hit(Failpoint point) throws IOException {
        if (TRACE != null) {
            Files.writeString(
                    Path.of(TRACE), point.label() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        for (Rule rule : RULES) {
            if (rule.point == point) {
                rule.hit();
            }
        }
    }

    static Failpoint.Armed arm(String plan) {
        if (PLAN == null) {
            throw new IllegalStateException("failpoints are off; start the JVM with -D" + PROPERTY + "=on");
        }
        List<Rule> rules = rules(plan);
        RULES.addAll(rules);
        return new Part(rules);
    }

    private static List<Rule> rules(String plan) {
        return plan.equals("on")
                ? List.of()
                : Arrays.stream(plan.split(",", -1)).map(FailpointPlan::rule).toList();
    }

    private static Rule rule(String text) {
        Matcher parts = RULE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(PROPERTY + ": '" + text
                    + "' is not of the form lock.rename=crash, lock.rename=throw:2 or lock.rename=delay:500");
        }
        Failpoint point = Arrays.stream(Failpoint.values())
                .filter(each -> each.label().equals(parts.group(1)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        PROPERTY + ": unknown failpoint '" + parts.group(1) + "'; the failpoints are "
                                + Arrays.stream(Failpoint.values())
                                        .map(Failpoint::label)
                                        .collect(Collectors.joining(", "))));
        if (parts.group(2) == null) {
            return new Rule(point, "delay", Long.parseLong(parts.group(4)));
        }
        return new Rule(point, parts.group(2), parts.group(3) == null ? 1 : Long.parseLong(parts.group(3)));
    }

    /** A plan that a test added. */
    private record Part(List<Rule> rules) implements Failpoint.Armed {

        @Override
        public long hits() {
            return rules.stream().mapToLong(rule -> rule.hits.get()).sum();
        }

        @Override
        public void close() {
            RULES.removeAll(rules);
        }
    }

    /**
     * A rule for one point: the action at the numbered hit, or {@code delay} by a number of milliseconds at each hit.
     */
    private static final class Rule {

        private final Failpoint point;
        private final String mode;
        private final long number;
        private final AtomicLong hits = new AtomicLong();

        Rule(Failpoint point, String mode, long number) {
            this.point = point;
            this.mode = mode;
            this.number = number;
        }

        void hit() throws IOException {
            long hit = hits.incrementAndGet();
            if (mode.equals("delay")) {
                delay();
            } else if (hit == number) {
                if (mode.equals("crash")) {
                    Runtime.getRuntime().halt(KILLED);
                }
                String what = mode.equals("eio") ? "Input/output error" : "No space left on device";
                throw new IOException(what + " (failpoint " + point.label() + ")");
            }
        }

        private void delay() throws IOException {
            try {
                Thread.sleep(number);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted at failpoint " + point.label());
            }
        }
    }
}
