package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.durable.Freed;
import io.orka.identity.OrkaFailure;
import io.orka.identity.PluginKey;
import io.orka.registry.InvalidRegistry;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginEntry;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes unused files: bundles that are neither active, nor being started, nor needed for a rollback, and unused
 * clones and logs.
 */
final class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    /** The minimum age of a bundle that is deleted, since a new bundle is not in the lock file yet. */
    private static final Duration ON_ITS_WAY = Duration.ofHours(1);

    /** The time for which damaged bundles are kept for inspection. */
    private static final Duration EVIDENCE = Duration.ofDays(7);

    private static final Duration FIRST = Duration.ofMinutes(1); // not during the start of the host

    private static final Duration INTERVAL = Duration.ofHours(6);

    /** The time that {@code orka:gc} waits for the garbage collector. */
    private static final Duration COLLECTED = Duration.ofSeconds(2);

    private final PipelineServices pipeline;
    private final BuildLogs logs;
    private final OutputLogs outputs;
    private final Runnable mayChange;
    private final LockFile lockFile;
    private final DesiredState desired;
    private final LiveSet lives;
    private final StartJournal journal;

    /**
     * Creates an object and deletes nothing yet.
     *
     * @param mayChange throws while nothing may be deleted
     */
    Housekeeping(PipelineServices pipeline, BuildLogs logs, Runnable mayChange, HostState state, StartJournal journal) {
        this.pipeline = requireNonNull(pipeline, "pipeline is null");
        this.logs = requireNonNull(logs, "logs is null");
        this.outputs = new OutputLogs(pipeline.logs().output());
        this.mayChange = requireNonNull(mayChange, "mayChange is null");
        this.lockFile = state.lockFile();
        this.desired = state.desired();
        this.lives = state.lives();
        this.journal = requireNonNull(journal, "journal is null");
    }

    /** Deletes unused files periodically from now on. */
    void begin(LiveEnvironment environment) {
        environment.every(FIRST, INTERVAL, this::runOrGoOn);
    }

    /** Deletes unused files. Keeps all clones and logs while the registry is invalid. */
    CleanupReport run() {
        mayChange.run();
        return new CleanupReport(pipeline.stages().store().retain(digests(), ON_ITS_WAY, EVIDENCE), clones());
    }

    /**
     * Deletes unused files for {@code orka:gc}, and requests garbage collections to unload the classes of closed
     * versions.
     */
    CleanupReport runAndCollect() {
        CleanupReport tidied = run();
        pipeline.deployer().settle(COLLECTED);
        return tidied;
    }

    /** Deletes unused files for the periodic run; the result is logged. */
    void runOrGoOn() {
        try {
            CleanupReport tidied = run();
            LOG.info(
                    "Deleted {} unused bundles and {} unused clones",
                    tidied.bundles().count(),
                    tidied.clones().count());
        } catch (OrkaFailure e) {
            LOG.warn("Could not delete unused files. {}", e.line());
        }
    }

    private Set<String> digests() {
        Set<String> digests = new HashSet<>();
        for (LockEntry locked : lockFile.entries().values()) {
            digests.add(locked.digest());
            if (locked.previous() != null) {
                digests.add(locked.previous().locked().digest());
            }
        }
        Stream.concat(lives.all().stream(), lives.draining().stream())
                .forEach(live -> digests.add(live.prepared().bundle().digest()));
        return digests;
    }

    private Freed clones() {
        Set<PluginKey> keys = new HashSet<>(lockFile.entries().keySet());
        try {
            desired.read().stream().map(PluginEntry::key).forEach(keys::add);
        } catch (InvalidRegistry e) {
            return Freed.NOTHING;
        }
        journal.retain(keys);
        logs.retain(keys);
        outputs.retain(withThoseThatRun(keys));
        return pipeline.stages().checkouts().retain(keys);
    }

    private Set<PluginKey> withThoseThatRun(Set<PluginKey> keys) {
        Set<PluginKey> all = new HashSet<>(keys);
        Stream.concat(lives.all().stream(), lives.draining().stream()).forEach(live -> all.add(live.key()));
        return all;
    }
}
