package io.orka.registry;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What served a name before the last swap, for the way back.
 *
 * @param key the key it was served under
 * @param locked what the lock said of it; it has nothing before itself
 */
public record Previous(PluginKey key, LockEntry locked) {

    /** Checks that nothing is missing, and that the way back is one step long. */
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
