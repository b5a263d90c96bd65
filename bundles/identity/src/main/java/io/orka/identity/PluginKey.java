package io.orka.identity;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a plugin: {@code name@version} as registered, or the name alone for an entry without a version.
 *
 * @param name the registered name
 * @param version the registered version, or {@code null}
 */
public record PluginKey(String name, @Nullable String version) {

    /** Checks that there is a name. */
    public PluginKey {
        requireNonNull(name, "name is null");
    }

    /**
     * Parses a key as users type it.
     *
     * @param text {@code name} or {@code name@version}
     * @return the key
     */
    public static PluginKey parse(String text) {
        int at = text.indexOf('@');
        return at < 0 ? new PluginKey(text, null) : new PluginKey(text.substring(0, at), text.substring(at + 1));
    }

    /**
     * Returns the name of the directory that belongs to this key: the key itself, with the slashes of a branch as
     * {@code %2F}.
     *
     * @return one path segment
     */
    public String directoryName() {
        return toString().replace("/", "%2F");
    }

    /**
     * Explicit, like {@link #hashCode()}: a record generates the two methods at run time, which would slow down the
     * start.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PluginKey key && name.equals(key.name) && Objects.equals(version, key.version);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Objects.hashCode(version);
    }

    @Override
    public String toString() {
        return version == null ? name : name + "@" + version;
    }
}
