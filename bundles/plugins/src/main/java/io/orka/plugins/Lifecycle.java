package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.calls.Calls;
import io.orka.calls.Generation;
import io.orka.calls.Limits;
import io.orka.calls.QueueLimit;
import io.orka.identity.PluginKey;
import io.orka.registry.CallQueue;
import io.orka.registry.EntryLimits;
import io.orka.registry.LockEntry;
import io.orka.registry.Previous;
import io.orka.wrap.PluginBundle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Activates candidates and closes the generations that they replace: the new generation is activated first, and the old
 * generation is closed last. Confined to the lifecycle thread.
 */
final class Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private final Environment environment;
    private final LifecycleExecutor lifecycle;
    private final Calls calls;
    private final LockFile lockFile;
    private final LiveSet lives;
    private final Services services;
    private long generations;

    Lifecycle(HostState state, Environment environment, Calls calls) {
        this.environment = requireNonNull(environment, "environment is null");
        this.calls = requireNonNull(calls, "calls is null");
        this.lifecycle = environment.lifecycle();
        this.lockFile = state.lockFile();
        this.lives = state.lives();
        this.services = new Services(calls, state.lives());
    }

    /**
     * Records a new generation and routes the calls of its key to it; the replaced generations drain. If the new
     * generation cannot be recorded, this method throws and nothing changes.
     *
     * @param candidate the new generation
     * @param retired further keys that the new generation replaces
     * @return the replaced generations
     */
    Handover serve(Candidate candidate, Set<PluginKey> retired) {
        Prepared prepared = candidate.prepared();
        PluginKey key = prepared.bundle().key();
        LockEntry locked = prepared.locked().withPrevious(previous(prepared, retired));
        lockFile.record(key, locked, retired);
        Handover handover = route(live(candidate, locked), retired);
        LOG.info("{} is active at commit {}", key, Commits.brief(locked.commit()));
        return handover;
    }

    /** Activates a candidate that the lock file already contains; the lock file does not change. */
    Handover restore(Candidate candidate) {
        return route(live(candidate, candidate.prepared().locked()), Set.of());
    }

    /**
     * Changes the limits of an active plugin. If the new limits cannot be recorded, this method throws and the limits
     * stay.
     */
    void adjust(Live live, EntryLimits limits) {
        LockEntry locked = live.locked().withLimits(limits);
        lockFile.record(live.key(), locked, Set.of());
        live.generation().limit(limits(limits));
        lives.serves(new Live(live.candidate(), locked, live.generation(), live.since()));
    }

    /**
     * Removes a plugin that is no longer registered.
     *
     * @param key the plugin's key
     * @return done when the plugin is closed
     */
    CompletableFuture<Void> remove(PluginKey key) {
        lockFile.remove(Set.of(key));
        return withdraw(lives.get(key).stream().toList());
    }

    /** Closes a plugin that cannot be started. The plugin stays in the lock file, so that its start is retried. */
    CompletableFuture<Void> lose(Live live) {
        return withdraw(List.of(live));
    }

    /**
     * Drains every plugin; the plugins get no more calls. The lock file stays, so that the next start restores the
     * plugins. Each service stays until its plugin has drained.
     */
    CompletableFuture<Void> stopAll() {
        return drain(lives.all());
    }

    /**
     * Unregisters the services first, while calls still arrive, since a service listener may call the plugin once more.
     */
    private CompletableFuture<Void> withdraw(Collection<Live> leaving) {
        leaving.forEach(services::unpublish);
        leaving.forEach(live -> calls.withdraw(live.key()));
        return drain(leaving);
    }

    private Live live(Candidate candidate, LockEntry locked) {
        PluginBundle bundle = candidate.prepared().bundle();
        Generation generation = new Generation(
                bundle.key(),
                bundle.commit(),
                ++generations,
                candidate.call(),
                candidate.contextLoader(),
                bundle.seesContext(),
                limits(locked.limits()),
                candidate.stop());
        return new Live(candidate, locked, generation, Instant.now());
    }

    private static Limits limits(EntryLimits entry) {
        CallQueue queue = entry.queue();
        return new Limits(
                entry.timeout(),
                entry.concurrency(),
                queue == null ? null : new QueueLimit(queue.size(), queue.longestWait()));
    }

    private Handover route(Live live, Set<PluginKey> retired) {
        lifecycle.requireCurrent();
        List<Live> replaced = new ArrayList<>();
        lives.get(live.key()).ifPresent(replaced::add);
        retired.forEach(key -> lives.get(key).ifPresent(replaced::add));
        calls.switchTo(live.generation(), retired);
        lives.serves(live);
        services.publish(live, replaced);
        replaced.forEach(services::unpublish);
        return new Handover(replaced, drain(replaced));
    }

    private CompletableFuture<Void> drain(Collection<Live> leaving) {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (Live live : leaving) {
            lives.drains(live);
            ends.add(environment.retire(live));
        }
        return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
    }

    private @Nullable Previous previous(Prepared prepared, Set<PluginKey> retired) {
        PluginKey key = prepared.bundle().key();
        LockEntry same = lockFile.get(key);
        boolean rebuilt = lives.get(key).filter(live -> !live.lostItsBundle()).isEmpty();
        if (same != null
                && (same.digest().equals(prepared.bundle().digest())
                        || (rebuilt && same.isBuiltLike(prepared.locked())))) {
            return same.previous(); // a generation of the same version is replaced
        }
        if (same != null) {
            return new Previous(key, same.withPrevious(null));
        }
        return retired.stream()
                .sorted(LiveSet.HIGHEST_FIRST)
                .filter(old -> lockFile.get(old) != null)
                .findFirst()
                .map(old -> new Previous(old, requireNonNull(lockFile.get(old)).withPrevious(null)))
                .orElse(null);
    }
}
