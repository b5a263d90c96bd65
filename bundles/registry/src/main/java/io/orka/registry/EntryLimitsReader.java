package io.orka.registry;

import io.orka.identity.SafeText;
import io.orka.json.Fields;
import io.orka.json.Json;
import io.orka.json.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the fields of an entry, or of the lock file, that limit a plugin's calls and its process. */
final class EntryLimitsReader {

    /** The names of these fields. */
    static final List<String> KNOWN = Stream.concat(
                    Stream.of("timeout", "concurrency", "queue", "interruptible", "probe"),
                    IsolationReader.KNOWN.stream())
            .toList();

    private static final List<String> KNOWN_OF_PROBE = List.of("method", "args");
    private static final List<String> KNOWN_OF_QUEUE = List.of("size", "wait");
    private static final int LONGEST_METHOD = 128;

    private final Problems problems;
    private final BiConsumer<Json.Member, List<String>> unknown;

    /**
     * Creates a reader that reports problems.
     *
     * @param unknown receives each unknown field with the names of the known fields
     */
    EntryLimitsReader(Problems problems, BiConsumer<Json.Member, List<String>> unknown) {
        this.problems = problems;
        this.unknown = unknown;
    }

    EntryLimits read(Fields fields, boolean nullIsAbsent) {
        if (KNOWN.stream().allMatch(fields::absent)) { // the shared instance: fast to compare
            return EntryLimits.none();
        }
        Json.Obj queue = fields.object("queue");
        Json.Obj probe = fields.object("probe");
        return new EntryLimits(
                time(fields, "timeout", fields.text("timeout")),
                count(fields, "concurrency", EntryLimits.MOST_CALLS),
                queue == null ? null : queue(new Fields(queue, nullIsAbsent, problems)),
                fields.bool("interruptible"),
                probe == null ? null : probe(new Fields(probe, nullIsAbsent, problems)),
                new IsolationReader(problems).read(fields));
    }

    private @Nullable Duration time(Fields fields, String name, @Nullable String text) {
        Duration time = text == null ? null : CallTime.parse(text);
        if (text != null && time == null) {
            problems.add(
                    fields.place(name),
                    SafeText.quoted(name) + " must be " + CallTime.RULE + " but is " + SafeText.quoted(text));
        }
        return time;
    }

    private @Nullable Integer count(Fields fields, String name, int most) {
        Number number = fields.number(name);
        if (number == null) {
            return null;
        }
        if (number instanceof Long count && count >= 1 && count <= most) {
            return count.intValue();
        }
        problems.add(
                fields.place(name),
                SafeText.quoted(name) + " must be an integer from 1 to " + most + " but is " + number);
        return null;
    }

    private @Nullable CallQueue queue(Fields fields) {
        fields.require("size");
        Integer size = count(fields, "size", CallQueue.LARGEST);
        Duration wait = time(fields, "wait", fields.needed("wait"));
        fields.besides(KNOWN_OF_QUEUE).forEach(member -> unknown.accept(member, KNOWN_OF_QUEUE));
        return size == null || wait == null ? null : new CallQueue(size, wait);
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
                            + SafeText.quoted(method));
            return null;
        }
        return new Probe(method, args == null ? Map.of() : args.data());
    }
}
