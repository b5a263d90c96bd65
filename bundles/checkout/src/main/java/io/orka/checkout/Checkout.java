package io.orka.checkout;

import io.orka.registry.PluginConfig;
import io.orka.registry.PluginEntry;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One commit of a plugin's repository, on disk.
 *
 * @param entry the registry entry
 * @param config the plugin's {@code config.json}
 * @param ref the full name of the resolved tag or branch, or the commit itself
 * @param commit 40 hexadecimal digits
 * @param tagNow the current commit of the tag, if it was moved from the requested locked commit; otherwise {@code null}
 * @param tree the commit's tree, 40 hexadecimal digits
 * @param root the root of the work tree
 * @param directory the plugin's directory: {@code root}, or a directory below it for an entry with a path
 * @param placeholders the files in the work tree that are placeholders for other files; unmodifiable
 */
public record Checkout(
        PluginEntry entry,
        PluginConfig config,
        String ref,
        String commit,
        @Nullable String tagNow,
        String tree,
        Path root,
        Path directory,
        List<Placeholder> placeholders) {

    /** Copies the list. */
    public Checkout {
        placeholders = List.copyOf(placeholders);
    }

    /**
     * Creates a checkout without placeholders.
     *
     * @param entry the registry entry
     * @param config the plugin's {@code config.json}
     * @param ref the full name of the resolved tag or branch, or the commit itself
     * @param commit 40 hexadecimal digits
     * @param tree the commit's tree, 40 hexadecimal digits
     * @param root the root of the work tree
     * @param directory the plugin's directory
     */
    public Checkout(
            PluginEntry entry, PluginConfig config, String ref, String commit, String tree, Path root, Path directory) {
        this(entry, config, ref, commit, null, tree, root, directory, List.of());
    }
}
