package io.orka.plugins;

import io.orka.identity.PluginKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a command.
 *
 * @param items one item for each plugin that the command changed
 */
public record Report(List<Item> items) {

    /**
     * The result for one plugin.
     *
     * @param key name and version as registered
     * @param text the result, such as {@code swapped to commit 1a2b3c4}
     * @param failure the cause of a failure, or {@code null}
     * @param stages the duration of each stage
     */
    public record Item(PluginKey key, String text, @Nullable Failure failure, List<StageTime> stages) {}

    /**
     * Returns this report with an additional item with the given text, if the plugin has no item. No item means that no
     * change was needed.
     */
    Report orElse(PluginKey key, String text) {
        if (items.stream().anyMatch(item -> item.key().equals(key))) {
            return this;
        }
        List<Item> all = new ArrayList<>(items);
        all.add(new Item(key, text, null, List.of()));
        return new Report(List.copyOf(all));
    }

    /**
     * Returns whether the command succeeded for all plugins.
     *
     * @return {@code true} when no item failed
     */
    public boolean ok() {
        return items.stream().allMatch(item -> item.failure() == null);
    }
}
