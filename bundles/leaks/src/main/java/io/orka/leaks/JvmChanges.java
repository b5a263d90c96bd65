package io.orka.leaks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records which plugin changed which {@link JvmSetting} during its construction, and reverts the changes when the
 * plugin is closed. A value that another plugin has changed in the meantime is reverted when the other plugin is
 * closed. A change during the construction of several plugins is attributed to each of these plugins, and is reverted
 * when the last of these plugins is closed.
 *
 * <p>Changes at other times stay, since the embedding application may have made them. Safe for use by multiple threads.
 */
final class JvmChanges {

    private static final Logger LOG = LoggerFactory.getLogger(JvmChanges.class);

    private final List<JvmSetting> settings = JvmSettings.all();
    private final Set<PluginLoader> constructing = identitySet();
    private final List<Change> changes = new ArrayList<>();
    private Map<JvmSetting, Map<String, Object>> last = Map.of();

    /** One change, and the plugins that may have made the change. */
    private static final class Change {
        final JvmSetting setting;
        final String name;
        final Set<PluginLoader> by;

        @Nullable
        Object before;

        @Nullable
        Object after;

        Change(JvmSetting setting, String name, Set<PluginLoader> by, @Nullable Object before, @Nullable Object after) {
            this.setting = setting;
            this.name = name;
            this.by = by;
            this.before = before;
            this.after = after;
        }

        boolean isOf(Change other) {
            return setting.equals(other.setting) && name.equals(other.name);
        }
    }

    /** Call this before a plugin is constructed. */
    synchronized void begin(PluginLoader plugin) {
        if (!constructing.isEmpty()) {
            recordChanges();
        }
        renew();
        last = read();
        constructing.add(plugin);
    }

    /** Call this when the constructor has returned or its deadline has passed; further calls do nothing. */
    synchronized void end(PluginLoader plugin) {
        if (!constructing.contains(plugin)) {
            return;
        }
        recordChanges();
        constructing.remove(plugin);
        if (constructing.isEmpty()) {
            last = Map.of();
        }
    }

    /** Reverts the changes of a closed plugin, and returns them. */
    synchronized List<Leftover> revert(PluginLoader plugin) {
        if (!constructing.isEmpty()) {
            recordChanges();
        }
        List<Change> over = changes.stream()
                .filter(change -> change.by.remove(plugin) && change.by.isEmpty())
                .toList();
        List<Leftover> found = new ArrayList<>();
        for (Change change : over) {
            Change later = later(change);
            if (later != null) {
                later.before = change.before;
            } else if (now(change) == change.after) {
                String name = change.name.isEmpty() ? words(change.after) : change.name;
                found.add(new Leftover(change.setting.kind(), name, set(change, change.before)));
            }
            changes.remove(change);
        }
        if (!constructing.isEmpty()) {
            last = read();
        }
        return found.stream().distinct().toList();
    }

    /** Records the changes since the values were last read, as changes of the plugins under construction. */
    private void recordChanges() {
        Map<JvmSetting, Map<String, Object>> now = read();
        settings.forEach(setting -> {
            Map<String, Object> old = last.getOrDefault(setting, Map.of());
            Map<String, Object> young = now.getOrDefault(setting, Map.of());
            Set<String> names = new TreeSet<>(old.keySet());
            names.addAll(young.keySet());
            for (String name : names) {
                Object before = old.get(name);
                Object after = young.get(name);
                if (before != after && (!isEqual(before, after) || isPlugins(setting, name, before))) {
                    changes.add(new Change(setting, name, makers(after), before, after));
                }
            }
        });
        last = now;
    }

    private boolean isPlugins(JvmSetting setting, String name, @Nullable Object value) {
        return changes.stream()
                .anyMatch(
                        change -> change.setting.equals(setting) && change.name.equals(name) && change.after == value);
    }

    /**
     * Returns the plugins that may have set a value: the plugin that owns the class of the value, or else all plugins
     * under construction.
     */
    private Set<PluginLoader> makers(@Nullable Object value) {
        Set<PluginLoader> makers = identitySet();
        makers.addAll(constructing);
        constructing.stream()
                .filter(plugin -> new Owners(List.of(new Owner(plugin))).of(value) != null)
                .findFirst()
                .ifPresent(owner -> makers.retainAll(Set.of(owner)));
        return makers;
    }

    /** Compares two values; calls {@code equals} of JDK classes only. */
    private static boolean isEqual(@Nullable Object before, @Nullable Object after) {
        return before != null && before.getClass().getClassLoader() == null && before.equals(after);
    }

    /** Replaces changed values by their twins, so that a second assignment of the same value can be detected. */
    private void renew() {
        for (Change change : changes) {
            Object value = change.after;
            if (value != null && later(change) == null && now(change) == value) {
                boolean unused = set(change, change.setting.twin().apply(value));
                change.after = now(change);
            }
        }
    }

    private @Nullable Change later(Change change) {
        return changes.stream()
                .skip(changes.indexOf(change) + 1L)
                .filter(other -> other.isOf(change) && other.before == change.after)
                .findFirst()
                .orElse(null);
    }

    private Map<JvmSetting, Map<String, Object>> read() {
        Map<JvmSetting, Map<String, Object>> now = new LinkedHashMap<>();
        settings.forEach(setting -> now.put(setting, values(setting)));
        return now;
    }

    private static @Nullable Object now(Change change) {
        return values(change.setting).get(change.name);
    }

    private static Map<String, Object> values(JvmSetting setting) {
        try {
            return setting.getter().values();
        } catch (ReflectiveOperationException notTold) {
            LOG.debug("Could not read the {} on this JDK", setting.kind(), notTold);
            return Map.of();
        }
    }

    private static boolean set(Change change, @Nullable Object value) {
        try {
            change.setting.setter().set(change.name, value);
            return true;
        } catch (Exception e) {
            LOG.warn("Could not restore the {} {}: {}", change.setting.kind(), change.name, e.toString());
            return false;
        }
    }

    /** Formats a value for log lines; calls no {@code toString} of a plugin's class. */
    private static String words(@Nullable Object value) {
        if (value instanceof Locale locale) {
            return locale.toLanguageTag();
        }
        if (value instanceof TimeZone zone && zone.getClass().getClassLoader() == null) {
            return zone.getID();
        }
        return value == null ? "none" : Owners.typeName(value);
    }

    private static Set<PluginLoader> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
