package io.orka.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of an entry, or of the lock, that guard a plugin and the host. */
final class GuardsReader {

    /** What stands beside an entry's other fields. */
    static final List<String> KNOWN = Stream.concat(
                    Stream.of("timeout", "concurrency", "interruptible", "probe"), IsolationReader.KNOWN.stream())
            .toList();

    private static final List<String> KNOWN_OF_PROBE = List.of("method", "args");
    private static final int LONGEST_METHOD = 128;

    private final Problems problems;
    private final BiConsumer<Json.Member, List<String>> unknown;

    /**
     * Takes note of what is wrong.
     *
     * @param unknown is told of each field nobody knows, and which fields there are
     */
    GuardsReader(Problems problems, BiConsumer<Json.Member, List<String>> unknown) {
        this.problems = problems;
        this.unknown = unknown;
    }

    Guards read(Fields fields, boolean nullIsAbsent) {
        if (KNOWN.stream().allMatch(fields::absent)) { // always the same object: to compare it costs nothing
            return Guards.none();
        }
        Json.Obj probe = fields.object("probe");
        return new Guards(
                timeout(fields),
                concurrency(fields),
                fields.bool("interruptible"),
                probe == null ? null : probe(new Fields(probe, nullIsAbsent, problems)),
                new IsolationReader(problems).read(fields));
    }

    private @Nullable Duration timeout(Fields fields) {
        String text = fields.text("timeout");
        Duration time = text == null ? null : CallTime.parse(text);
        if (text != null && time == null) {
            problems.add(
                    fields.place("timeout"), "'timeout' must be " + CallTime.RULE + " but is " + Shown.quoted(text));
        }
        return time;
    }

    private @Nullable Integer concurrency(Fields fields) {
        Number number = fields.number("concurrency");
        if (number == null) {
            return null;
        }
        if (number instanceof Long calls && calls >= 1 && calls <= Guards.MOST_CALLS) {
            return calls.intValue();
        }
        problems.add(
                fields.place("concurrency"),
                "'concurrency' must be a whole number from 1 to " + Guards.MOST_CALLS + " but is " + number);
        return null;
    }

    private @Nullable Probe probe(Fields fields) {
        String method = fields.needed("method");
        Json.Obj args = fields.object("args");
        fields.besides(KNOWN_OF_PROBE).forEach(member -> unknown.accept(member, KNOWN_OF_PROBE));
        if (method == null) {
            return null;
        }
        if (method.isBlank() || method.length() > LONGEST_METHOD || EntryRules.holdsInvisible(method)) {
            problems.add(
                    fields.place("method"),
                    "'method' must be 1 to " + LONGEST_METHOD + " characters without control characters but is "
                            + Shown.quoted(method));
            return null;
        }
        return new Probe(method, args == null ? Map.of() : args.data());
    }
}
