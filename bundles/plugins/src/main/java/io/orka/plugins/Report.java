package io.orka.plugins;

import io.orka.identity.PluginKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a command.
 *
 * @param items one for each plugin that it changed
 */
public record Report(List<Item> items) {

    /**
     * The result for one plugin.
     *
     * @param key name and version as registered
     * @param text the result, such as {@code swapped to commit 1a2b3c4}
     * @param failure the cause of its failure, or {@code null}
     * @param stages the duration of each stage
     */
    public record Item(PluginKey key, String text, @Nullable Failure failure, List<StageTime> stages) {}

    /**
     * As this report, but with this text for a plugin without an item: it was not running, so nothing had to be done.
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
     * Whether everything worked.
     *
     * @return {@code true} when no item failed
     */
    public boolean ok() {
        return items.stream().allMatch(item -> item.failure() == null);
    }
}
