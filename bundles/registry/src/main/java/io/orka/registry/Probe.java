package io.orka.registry;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The readiness probe of an entry: a call that checks whether a new version works.
 *
 * @param method the plugin's method
 * @param args the arguments, JSON-like; unmodifiable
 */
public record Probe(String method, Map<String, @Nullable Object> args) {

    /** Rejects {@code null}, and copies the arguments. */
    public Probe {
        requireNonNull(method, "method is null");
        args = Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNull(args, "args is null")));
    }

    Map<String, @Nullable Object> data() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("method", method);
        data.put("args", args);
        return data;
    }
}
