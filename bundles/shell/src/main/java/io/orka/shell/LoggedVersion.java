package io.orka.shell;

import io.orka.identity.Listed;
import io.orka.identity.OrkaFailure;
import io.orka.identity.PluginKey;
import io.orka.identity.PluginVersion;
import io.orka.plugins.Failure;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Plugins;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The version whose log is shown.
 *
 * @param key the version
 * @param failure the failure of the version, if any
 */
record LoggedVersion(PluginKey key, Optional<Failure> failure) {

    /**
     * Returns the version. For a name: the version that failed, or else the active version. For a key: the version of
     * the key, even if it is no longer registered.
     */
    static LoggedVersion of(Plugins plugins, String nameOrKey) {
        try {
            PluginStatus first = Concerned.of(plugins, nameOrKey).get(0);
            return new LoggedVersion(first.key(), Optional.ofNullable(first.failure()));
        } catch (OrkaFailure unknown) {
            PluginKey typed = PluginKey.parse(nameOrKey);
            PluginKey found = plugins.logged(typed.name()).stream()
                    .filter(key -> typed.version() == null || PluginVersion.alike(key.version(), typed.version()))
                    .findFirst()
                    .orElse(null);
            if (found == null && plugins.failures(nameOrKey).isEmpty()) {
                throw unknown;
            }
            return new LoggedVersion(found == null ? typed : found, Optional.empty());
        }
    }

    /** Returns lines about the other version that answers calls to the name, and about other versions with logs. */
    List<String> others(Plugins plugins, Instant now) {
        List<String> lines = new ArrayList<>();
        plugins.list().stream()
                .map(PluginStatus::key)
                .filter(other -> other.name().equals(key.name()))
                .forEach(other -> plugins.activeSince(other)
                        .ifPresent(since -> lines.add(other + " is active since " + Times.since(since, now))));
        List<PluginKey> logged = plugins.logged(key.name()).stream()
                .filter(other -> !other.equals(key))
                .toList();
        if (!logged.isEmpty()) {
            lines.add("Other logs: " + Listed.of(logged) + " (orka:log KEY)");
        }
        return lines;
    }
}
