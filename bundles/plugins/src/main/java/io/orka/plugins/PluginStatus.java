package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import io.orka.registry.EntryLimits;
import io.orka.registry.PluginConfig;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One plugin as it is at one moment.
 *
 * @param key name and version as registered
 * @param entry what is registered
 * @param progress its state
 * @param serving the generation that takes its calls, or {@code null} when none does
 * @param waiting what follows from its failure; {@link Waiting#NONE} when it has not failed
 * @param findings what is odd about it
 */
public record PluginStatus(
        PluginKey key,
        Entry entry,
        Progress progress,
        @Nullable Serving serving,
        Waiting waiting,
        Findings findings) {

    /**
     * What is registered.
     *
     * @param service the service name
     * @param limits the limits of calls, and what else guards the plugin; those of the generation that takes calls, else
     *     those of the entry
     */
    public record Entry(String service, EntryLimits limits) {}

    /**
     * Where a plugin is on its way.
     *
     * @param state the state
     * @param detail what is going on, such as {@code Receiving objects 40 %}; empty when nothing is
     * @param since when the state was entered
     * @param stages how long each stage of the last run took
     */
    public record Progress(PluginState state, String detail, Instant since, List<StageTime> stages) {}

    /**
     * The generation that takes calls.
     *
     * @param commit what it was built from
     * @param generation its number, counted over all plugins since the host started
     * @param calls what became of its calls
     * @param config the plugin's metadata
     */
    public record Serving(
            String commit,
            long generation,
            CallCounts calls,
            @Nullable PluginConfig config) {}

    /**
     * What follows from a failure.
     *
     * @param failure why it failed, or {@code null}
     * @param servedBy the key that takes calls in its place, or {@code null}
     * @param retry when it is tried again by itself, or {@code null}
     * @param quarantined whether it failed so often that it is tried again every hour only, or when asked for
     */
    public record Waiting(
            @Nullable Failure failure,
            @Nullable PluginKey servedBy,
            @Nullable Instant retry,
            boolean quarantined) {

        /** Nothing has failed. */
        public static final Waiting NONE = new Waiting(null, null, null, false);
    }

    /**
     * What is odd, and does not stop the plugin.
     *
     * @param warnings one sentence each
     * @param alive earlier generations of the name whose classes are still in memory; where the name is registered in
     *     several versions, those of no registered version are told with the first
     */
    public record Findings(List<String> warnings, List<StillAlive> alive) {

        /** Nothing is odd. */
        public static final Findings NONE = new Findings(List.of(), List.of());
    }

    /** Checks that nothing required is missing. */
    public PluginStatus {
        requireNonNull(key, "key is null");
        requireNonNull(entry, "entry is null");
        requireNonNull(progress, "progress is null");
        requireNonNull(waiting, "waiting is null");
        requireNonNull(findings, "findings is null");
    }

    PluginStatus with(Progress other) {
        return new PluginStatus(key, entry, other, serving, waiting, findings);
    }

    PluginStatus with(Waiting other) {
        return new PluginStatus(key, entry, progress, serving, other, findings);
    }

    PluginStatus with(Findings other) {
        return new PluginStatus(key, entry, progress, serving, waiting, other);
    }

    /** As {@link Entry#service}. */
    public String service() {
        return entry.service();
    }

    /** As {@link Entry#limits}. */
    public EntryLimits limits() {
        return entry.limits();
    }

    /** As {@link Progress#state}. */
    public PluginState state() {
        return progress.state();
    }

    /** As {@link Progress#detail}. */
    public String detail() {
        return progress.detail();
    }

    /** As {@link Progress#since}. */
    public Instant since() {
        return progress.since();
    }

    /** As {@link Progress#stages}. */
    public List<StageTime> stages() {
        return progress.stages();
    }

    /** As {@link Serving#commit}, or {@code null}. */
    public @Nullable String commit() {
        return serving == null ? null : serving.commit();
    }

    /** As {@link Serving#generation}, or 0. */
    public long generation() {
        return serving == null ? 0 : serving.generation();
    }

    /** As {@link Serving#calls}, or {@link CallCounts#NONE}. */
    public CallCounts calls() {
        return serving == null ? CallCounts.NONE : serving.calls();
    }

    /** As {@link Serving#config}, or {@code null}. */
    public @Nullable PluginConfig config() {
        return serving == null ? null : serving.config();
    }

    /** As {@link Waiting#failure}. */
    public @Nullable Failure failure() {
        return waiting.failure();
    }

    /** As {@link Waiting#servedBy}. */
    public @Nullable PluginKey servedBy() {
        return waiting.servedBy();
    }

    /** As {@link Waiting#retry}. */
    public @Nullable Instant retry() {
        return waiting.retry();
    }

    /** As {@link Waiting#quarantined}. */
    public boolean quarantined() {
        return waiting.quarantined();
    }

    /** As {@link Findings#warnings}. */
    public List<String> warnings() {
        return findings.warnings();
    }

    /** As {@link Findings#alive}. */
    public List<StillAlive> alive() {
        return findings.alive();
    }
}
