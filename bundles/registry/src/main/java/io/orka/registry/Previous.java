package io.orka.registry;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The version that was active before the last swap, for a rollback.
 *
 * @param key the key of that version
 * @param locked the lock entry of that version, which has no previous version itself
 */
public record Previous(PluginKey key, LockEntry locked) {

    /** Checks that all components are present, and that the previous version has no previous version. */
    public Previous {
        requireNonNull(key, "key is null");
        locked = locked.withPrevious(null);
    }

    Map<String, @Nullable Object> data() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("key", key.toString());
        data.putAll(locked.data());
        data.remove("previous");
        return data;
    }
}
