package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import io.orka.registry.EntryLimits;
import io.orka.registry.PluginConfig;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status of one plugin.
 *
 * @param key name and version as registered
 * @param entry the plugin's registry entry
 * @param progress the plugin's state
 * @param serving the generation that gets the plugin's calls, or {@code null}
 * @param waiting the consequences of a failure; {@link Waiting#NONE} if the plugin has not failed
 * @param findings the plugin's warnings
 */
public record PluginStatus(
        PluginKey key,
        Entry entry,
        Progress progress,
        @Nullable Serving serving,
        Waiting waiting,
        Findings findings) {

    /**
     * The registry entry.
     *
     * @param service the service name
     * @param limits the limits of calls and the isolation, of the generation that gets calls or else of the entry
     */
    public record Entry(String service, EntryLimits limits) {}

    /**
     * The progress of a plugin.
     *
     * @param state the state
     * @param detail the current activity, such as {@code Receiving objects 40 %}; empty if there is none
     * @param since the time at which the state was entered
     * @param stages the duration of each stage of the last run
     */
    public record Progress(PluginState state, String detail, Instant since, List<StageTime> stages) {}

    /**
     * The generation that gets calls.
     *
     * @param commit the commit that the generation was built from
     * @param generation the generation's number, counted over all plugins since the host started
     * @param calls the generation's call counts
     * @param config the plugin's metadata
     */
    public record Serving(
            String commit,
            long generation,
            CallCounts calls,
            @Nullable PluginConfig config) {}

    /**
     * The consequences of a failure.
     *
     * @param failure the cause of the failure, or {@code null}
     * @param servedBy the key that gets calls instead, or {@code null}
     * @param retry the time of the next automatic retry, or {@code null}
     * @param quarantined whether the plugin failed so often that it is retried only every hour or on request
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
     * The warnings of a plugin.
     *
     * @param warnings one sentence each
     * @param alive closed generations of the name whose classes are still in memory; if several versions of the name
     *     are registered, generations of unregistered versions are listed with the first version
     */
    public record Findings(List<String> warnings, List<StillAlive> alive) {

        /** No warnings. */
        public static final Findings NONE = new Findings(List.of(), List.of());
    }

    /** Checks for null. */
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

    /** Returns {@link Entry#service}. */
    public String service() {
        return entry.service();
    }

    /** Returns {@link Entry#limits}. */
    public EntryLimits limits() {
        return entry.limits();
    }

    /** Returns {@link Progress#state}. */
    public PluginState state() {
        return progress.state();
    }

    /** Returns {@link Progress#detail}. */
    public String detail() {
        return progress.detail();
    }

    /** Returns {@link Progress#since}. */
    public Instant since() {
        return progress.since();
    }

    /** Returns {@link Progress#stages}. */
    public List<StageTime> stages() {
        return progress.stages();
    }

    /** Returns {@link Serving#commit}, or {@code null}. */
    public @Nullable String commit() {
        return serving == null ? null : serving.commit();
    }

    /** Returns {@link Serving#generation}, or 0. */
    public long generation() {
        return serving == null ? 0 : serving.generation();
    }

    /** Returns {@link Serving#calls}, or {@link CallCounts#NONE}. */
    public CallCounts calls() {
        return serving == null ? CallCounts.NONE : serving.calls();
    }

    /** Returns {@link Serving#config}, or {@code null}. */
    public @Nullable PluginConfig config() {
        return serving == null ? null : serving.config();
    }

    /** Returns {@link Waiting#failure}. */
    public @Nullable Failure failure() {
        return waiting.failure();
    }

    /** Returns {@link Waiting#servedBy}. */
    public @Nullable PluginKey servedBy() {
        return waiting.servedBy();
    }

    /** Returns {@link Waiting#retry}. */
    public @Nullable Instant retry() {
        return waiting.retry();
    }

    /** Returns {@link Waiting#quarantined}. */
    public boolean quarantined() {
        return waiting.quarantined();
    }

    /** Returns {@link Findings#warnings}. */
    public List<String> warnings() {
        return findings.warnings();
    }

    /** Returns {@link Findings#alive}. */
    public List<StillAlive> alive() {
        return findings.alive();
    }
}
