package io.orka.registry;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What served a name before the last swap, for the way back.
 *
 * @param key the key it was served under
 * @param digest its bundle's digest
 * @param commit the commit it was built from
 */
public record Previous(PluginKey key, String digest, String commit) {

    /** Checks that nothing is missing, and that the ids are harmless as names of files. */
    public Previous {
        requireNonNull(key, "key is null");
        SafeId.check("digest", digest);
        SafeId.check("commit", commit);
    }

    Map<String, @Nullable Object> data() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("key", key.toString());
        data.put("digest", digest);
        data.put("commit", commit);
        return data;
    }
}
