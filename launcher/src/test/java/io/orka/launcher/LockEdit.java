package io.orka.launcher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes random edits of a lock file, as in a text editor. */
final class LockEdit {

    /** Writes values of any depth: an edit may nest a value 1,000 times inside others. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build());

    private static final List<String> FIELDS =
            List.of("service", "repo", "ref", "path", "tests", "followed", "commit", "tree", "digest", "previous");

    private final Random random;
    private final Map<String, @Nullable Object> lock;
    private final List<String> story = new ArrayList<>();

    /** A field of the file whose value can be changed. */
    private record Slot(Map<String, @Nullable Object> owner, String name) {}

    LockEdit(byte[] lock, Random random) throws Exception {
        this.random = random;
        this.lock = object(JSON.readValue(lock, Map.class));
    }

    List<String> story() {
        return story;
    }

    /** Makes some edits and returns the file's new content. */
    byte[] bytes() throws JsonProcessingException {
        for (int edits = 1 + random.nextInt(2); edits > 0; edits--) {
            edit(random.nextInt(100));
        }
        byte[] text = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(lock);
        return random.nextInt(12) == 0 ? garbled(text) : text;
    }

    private void edit(int dice) {
        Map<String, @Nullable Object> plugins = object(lock.get("plugins"));
        if (plugins.isEmpty()) {
            return;
        }
        String one = oneOf(List.copyOf(plugins.keySet()));
        String other = oneOf(List.copyOf(plugins.keySet()));
        if (dice < 25) {
            swap(plugins, one, other);
        } else if (dice < 60) {
            change(object(plugins.get(one)), one, object(plugins.get(other)));
        } else if (dice < 68) {
            guard(object(plugins.get(one)), one);
        } else if (dice < 76) {
            String copy = oneOf(List.of("ada@v1", "ada@v7", "eve@v1", "zoe@v1", "bob", "ada", "../x"));
            plugins.put(copy, plugins.get(one));
            told("copy " + one + " to " + copy);
            if (random.nextBoolean()) {
                plugins.remove(one);
                told("remove " + one);
            }
        } else {
            Slot slot = oneOf(slots(lock));
            if (random.nextBoolean()) {
                slot.owner().remove(slot.name());
                told("remove " + slot.name());
            } else {
                slot.owner().put(slot.name(), odd());
                told("odd " + slot.name());
            }
        }
    }

    /** Swaps the same field of two entries, or the entries themselves. */
    private void swap(Map<String, @Nullable Object> plugins, String one, String other) {
        if (random.nextInt(4) == 0) {
            Object before = plugins.get(one);
            plugins.put(one, plugins.get(other));
            plugins.put(other, before);
            told("swap " + one + " with " + other);
            return;
        }
        String field = oneOf(FIELDS);
        Map<String, @Nullable Object> left = object(plugins.get(one));
        Map<String, @Nullable Object> right = object(plugins.get(other));
        Object before = left.get(field);
        left.put(field, right.get(field));
        right.put(field, before);
        told("swap " + field + " of " + one + " and " + other);
    }

    private void change(Map<String, @Nullable Object> entry, String key, Map<String, @Nullable Object> other) {
        Map<String, @Nullable Object> changed = random.nextInt(3) == 0 && entry.get("previous") instanceof Map<?, ?>
                ? object(entry.get("previous"))
                : entry;
        String field = random.nextInt(3) > 0 ? oneOf(List.of("commit", "digest")) : oneOf(FIELDS);
        String text = String.valueOf(changed.get(field));
        Map<String, @Nullable Object> previous = object(entry.get("previous"));
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList(
                other.get(field),
                previous.getOrDefault(field, other.get("tree")),
                text.toUpperCase(Locale.ROOT),
                text.substring(random.nextInt(text.length() + 1)),
                text + "0",
                "f".repeat(text.length() + 1).substring(1),
                entry.get("tree"),
                "nowhere"));
        Object value = values.get(random.nextInt(values.size()));
        changed.put(field, value);
        told("change " + field + " of " + key + (changed == entry ? "" : "'s previous") + " to " + value);
    }

    private void guard(Map<String, @Nullable Object> entry, String key) {
        Map<String, Object> limits = Map.of(
                "timeout",
                "1ms",
                "concurrency",
                1,
                "interruptible",
                true,
                "memory",
                "64m",
                "env",
                Map.of("TOKEN", "${env:NOT_THERE}"),
                "queue",
                Map.of("size", 1, "wait", "1s"),
                "probe",
                Map.of("method", "None"));
        String name = oneOf(limits.keySet().stream().sorted().toList());
        entry.put(name, limits.get(name));
        told("guard " + key + " by " + name);
    }

    private @Nullable Object odd() {
        return Arrays.asList(
                        null,
                        true,
                        -1,
                        new BigInteger("9".repeat(400)),
                        1e300,
                        "",
                        "x".repeat(100_000),
                        "../../etc",
                        "\u0000\u202e",
                        List.of(),
                        Map.of(),
                        List.of(Map.of("a", List.of())))
                .get(random.nextInt(12));
    }

    private byte[] garbled(byte[] text) {
        int place = random.nextInt(text.length);
        int choice = random.nextInt(4);
        told("garbled " + choice + " at " + place);
        return switch (choice) {
            case 0 -> Arrays.copyOf(text, place);
            case 1 -> {
                text[place] ^= (byte) (1 << random.nextInt(8));
                yield text;
            }
            case 2 -> {
                Arrays.fill(text, place, Math.min(text.length, place + 50), (byte) 0);
                yield text;
            }
            default -> {
                String line = new String(text, StandardCharsets.UTF_8)
                        .lines()
                        .toList()
                        .get(place % 10);
                yield (new String(text, 0, place, StandardCharsets.UTF_8)
                                + line
                                + new String(text, place, text.length - place, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8);
            }
        };
    }

    private List<Slot> slots(Map<String, @Nullable Object> owner) {
        List<Slot> slots = new ArrayList<>();
        owner.forEach((name, value) -> {
            slots.add(new Slot(owner, name));
            if (value instanceof Map<?, ?>) {
                slots.addAll(slots(object(value)));
            }
        });
        return slots;
    }

    private <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private void told(String what) {
        story.add(what);
    }

    /** Returns a JSON object as a map, and an empty map for any other value. */
    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : new LinkedHashMap<>();
    }
}
