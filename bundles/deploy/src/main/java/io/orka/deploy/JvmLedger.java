package io.orka.deploy;

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
 * Which plugin changed which {@link JvmSetting} while it was constructed. A change is put back when the plugin ends, if the
 * value is still the plugin's; where another plugin changed it after that, when that one ends. Where several were constructed
 * at the time it may be the change of each, and is put back when the last of them ends.
 *
 * <p>What changes at other times is left alone: it may be the doing of the program that embeds the host. Safe for use by many
 * threads.
 */
final class JvmLedger {

    private static final Logger LOG = LoggerFactory.getLogger(JvmLedger.class);

    private final List<JvmSetting> settings = JvmSettings.all();
    private final Set<PluginContextLoader> constructing = identitySet();
    private final List<Entry> entries = new ArrayList<>();
    private Map<JvmSetting, Map<String, Object>> last = Map.of();

    /** One change, and who may have made it. */
    private static final class Entry {
        final JvmSetting setting;
        final String name;
        final Set<PluginContextLoader> by;

        @Nullable
        Object before;

        @Nullable
        Object after;

        Entry(
                JvmSetting setting,
                String name,
                Set<PluginContextLoader> by,
                @Nullable Object before,
                @Nullable Object after) {
            this.setting = setting;
            this.name = name;
            this.by = by;
            this.before = before;
            this.after = after;
        }

        boolean isOf(Entry other) {
            return setting.equals(other.setting) && name.equals(other.name);
        }
    }

    /** A plugin's constructor is about to run. */
    synchronized void begin(PluginContextLoader plugin) {
        if (!constructing.isEmpty()) {
            look();
        }
        renew();
        last = read();
        constructing.add(plugin);
    }

    /** The constructor has returned, or nobody waits for it any more; further calls do nothing. */
    synchronized void end(PluginContextLoader plugin) {
        if (!constructing.contains(plugin)) {
            return;
        }
        look();
        constructing.remove(plugin);
        if (constructing.isEmpty()) {
            last = Map.of();
        }
    }

    /** A plugin has ended: what it changed is put back. Answers what that was. */
    synchronized List<Leftover> settle(PluginContextLoader plugin) {
        if (!constructing.isEmpty()) {
            look();
        }
        List<Entry> over = entries.stream()
                .filter(entry -> entry.by.remove(plugin) && entry.by.isEmpty())
                .toList();
        List<Leftover> found = new ArrayList<>();
        for (Entry entry : over) {
            Entry later = later(entry);
            if (later != null) {
                later.before = entry.before;
            } else if (now(entry) == entry.after) {
                String name = entry.name.isEmpty() ? words(entry.after) : entry.name;
                found.add(new Leftover(entry.setting.kind(), name, set(entry, entry.before)));
            }
            entries.remove(entry);
        }
        if (!constructing.isEmpty()) {
            last = read();
        }
        return found.stream().distinct().toList();
    }

    /** Records what has changed since the last look as the doing of those that are constructed. */
    private void look() {
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
                    entries.add(new Entry(setting, name, makers(after), before, after));
                }
            }
        });
        last = now;
    }

    private boolean isPlugins(JvmSetting setting, String name, @Nullable Object value) {
        return entries.stream()
                .anyMatch(entry -> entry.setting.equals(setting) && entry.name.equals(name) && entry.after == value);
    }

    /** Who may have set a value; an object of a plugin's class tells. */
    private Set<PluginContextLoader> makers(@Nullable Object value) {
        Set<PluginContextLoader> makers = identitySet();
        makers.addAll(constructing);
        constructing.stream()
                .filter(plugin -> new Owners(List.of(Owner.of(plugin))).of(value) != null)
                .findFirst()
                .ifPresent(owner -> makers.retainAll(Set.of(owner)));
        return makers;
    }

    /** Asks objects of the JDK alone. */
    private static boolean isEqual(@Nullable Object before, @Nullable Object after) {
        return before != null && before.getClass().getClassLoader() == null && before.equals(after);
    }

    /** Gives changed values a twin each: whoever sets the same value again is seen to do so. */
    private void renew() {
        for (Entry entry : entries) {
            Object value = entry.after;
            if (value != null && later(entry) == null && now(entry) == value) {
                boolean unused = set(entry, entry.setting.twin().apply(value));
                entry.after = now(entry);
            }
        }
    }

    private @Nullable Entry later(Entry entry) {
        return entries.stream()
                .skip(entries.indexOf(entry) + 1L)
                .filter(other -> other.isOf(entry) && other.before == entry.after)
                .findFirst()
                .orElse(null);
    }

    private Map<JvmSetting, Map<String, Object>> read() {
        Map<JvmSetting, Map<String, Object>> now = new LinkedHashMap<>();
        settings.forEach(setting -> now.put(setting, values(setting)));
        return now;
    }

    private static @Nullable Object now(Entry entry) {
        return values(entry.setting).get(entry.name);
    }

    private static Map<String, Object> values(JvmSetting setting) {
        try {
            return setting.values().now();
        } catch (ReflectiveOperationException notTold) {
            LOG.debug("the {} cannot be read on this JDK", setting.kind(), notTold);
            return Map.of();
        }
    }

    private static boolean set(Entry entry, @Nullable Object value) {
        try {
            entry.setting.set().to(entry.name, value);
            return true;
        } catch (Exception e) {
            LOG.warn("the {} {} cannot be set: {}", entry.setting.kind(), entry.name, e.toString());
            return false;
        }
    }

    /** For people; what a plugin's object says of itself is not asked. */
    private static String words(@Nullable Object value) {
        if (value instanceof Locale locale) {
            return locale.toLanguageTag();
        }
        if (value instanceof TimeZone zone && zone.getClass().getClassLoader() == null) {
            return zone.getID();
        }
        return value == null ? "none" : Owners.typeName(value);
    }

    private static Set<PluginContextLoader> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
