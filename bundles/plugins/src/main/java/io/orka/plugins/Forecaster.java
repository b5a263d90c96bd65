package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import io.orka.registry.InvalidRegistry;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginEntry;
import io.orka.registry.Registry;
import io.orka.registry.RegistryFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Computes the changes for a registry, and the sources of the required bundles. A computation fetches and writes
 * nothing.
 */
final class Forecaster {

    /** A registry and its state; without entries if the registry is invalid. */
    record Content(List<PluginEntry> entries, RegistryHealth health) {

        /**
         * Returns this content for a host in which the given entries are in effect until a command applies this
         * content.
         */
        Content after(List<PluginEntry> counting) {
            List<String> pending = health.problem() == null ? DesiredState.differing(entries, counting) : List.of();
            return new Content(entries, new RegistryHealth(health.problem(), health.warnings(), pending));
        }
    }

    private final DesiredState desired;
    private final LockFile lockFile;
    private final LiveSet lives;
    private final Predicate<String> stored;

    /** @param stored returns whether the store contains a bundle of a digest */
    Forecaster(HostState state, Predicate<String> stored) {
        this.desired = state.desired();
        this.lockFile = state.lockFile();
        this.lives = state.lives();
        this.stored = requireNonNull(stored, "stored is null");
    }

    /** Returns the forecast for the host's registry. */
    Forecast own() {
        RegistryHealth health = desired.health();
        return of(new Content(health.problem() == null ? desired.newest() : List.of(), health));
    }

    Forecast of(Path other) {
        return of(content(new RegistryFile(other)));
    }

    private Forecast of(Content content) {
        Map<PluginKey, LockEntry> running = new LinkedHashMap<>();
        lives.all().forEach(live -> running.put(live.key(), live.locked()));
        return of(content, running, lockFile.entries(), stored);
    }

    static Content content(RegistryFile file) {
        try {
            Registry read = file.read();
            return new Content(read.entries(), new RegistryHealth(null, read.warnings(), List.of()));
        } catch (InvalidRegistry e) {
            return new Content(List.of(), new RegistryHealth(e, List.of(), List.of()));
        }
    }

    static Forecast of(
            Content content,
            Map<PluginKey, LockEntry> running,
            Map<PluginKey, LockEntry> locked,
            Predicate<String> stored) {
        if (content.health().problem() != null) {
            return new Forecast(new Plan(List.of()), Map.of(), false, content.health());
        }
        Plan plan = Planner.plan(content.entries(), running);
        Map<PluginKey, Supply> supplies = new LinkedHashMap<>();
        for (Change change : plan.changes()) {
            @Nullable PluginEntry entry = started(change);
            if (entry != null) {
                supplies.put(entry.key(), supply(entry, running.get(entry.key()), locked.get(entry.key()), stored));
            }
        }
        Set<PluginKey> all = new LinkedHashSet<>(locked.keySet());
        all.addAll(running.keySet());
        return new Forecast(plan, supplies, Removal.isMass(all, content.entries()), content.health());
    }

    private static @Nullable PluginEntry started(Change change) {
        if (change instanceof Change.Install install) {
            return install.entry();
        }
        if (change instanceof Change.Replace replace) {
            return replace.entry();
        }
        return change instanceof Change.Update update ? update.entry() : null;
    }

    /** Returns the source of a plugin's bundle. A locked plugin that is not active is assumed to start as locked. */
    private static Supply supply(
            PluginEntry entry, @Nullable LockEntry running, @Nullable LockEntry locked, Predicate<String> stored) {
        if (running == null && locked != null && Planner.sameSource(entry, locked)) {
            return stored.test(locked.digest()) ? Supply.STORE : Supply.LOCKED;
        }
        return entry.repo().host().isEmpty() ? Supply.LOCAL : Supply.REMOTE;
    }
}
