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

/** Keeps the disk from filling up: away goes what neither serves, nor is on its way, nor is the way back of what serves. */
final class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    /** What was just built is in no lock yet. */
    private static final Duration ON_ITS_WAY = Duration.ofHours(1);

    /** So long people can look at what was damaged. */
    private static final Duration EVIDENCE = Duration.ofDays(7);

    private static final Duration FIRST = Duration.ofMinutes(1); // not while the host starts

    private static final Duration INTERVAL = Duration.ofHours(6);

    /** How long somebody who tidies up waits for the garbage collector. */
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
     * Frees nothing yet.
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

    /** Does so by itself from now on. */
    void begin(LiveEnvironment environment) {
        environment.every(FIRST, INTERVAL, this::runOrGoOn);
    }

    /** Frees what can be freed; keeps all clones while the registry cannot be read. */
    CleanupReport run() {
        mayChange.run();
        return new CleanupReport(pipeline.stages().store().retain(digests(), ON_ITS_WAY, EVIDENCE), clones());
    }

    /** The same for somebody who asks, and has the classes of unloaded versions collected. */
    CleanupReport runAndCollect() {
        CleanupReport tidied = run();
        pipeline.deployer().settle(COLLECTED);
        return tidied;
    }

    /** The same by itself: what it frees, or why it cannot, is logged. */
    void runOrGoOn() {
        try {
            CleanupReport tidied = run();
            LOG.info(
                    "Tidied up: {} bundles and {} clones that nobody needs are deleted",
                    tidied.bundles().count(),
                    tidied.clones().count());
        } catch (OrkaFailure e) {
            LOG.warn("The disk could not be tidied. {}", e.line());
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
