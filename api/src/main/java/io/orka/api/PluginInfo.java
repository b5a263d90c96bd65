package io.orka.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of one plugin.
 *
 * @param key {@code name@version} as registered, or the name alone for an entry without a version
 * @param name the registered name
 * @param version the registered version, or {@code null} for an entry that follows the default branch
 * @param service the registered service name
 * @param state the state of the plugin
 * @param detail the progress in words, such as {@code Receiving objects 40 %}; often empty
 * @param since the time at which the plugin entered the state
 * @param commit the commit of this key that is active or draining; {@code null} without such a commit
 * @param activeKey the key of the active version: this key once it is active, or another version of the name while this
 *     version has failed; {@code null} if no version is active
 * @param calls the calls to the plugin
 * @param failure the reason for the failure; {@code null} unless the state is {@link PluginState#FAILED}
 * @param retryAt the time of the next automatic retry; {@code null} without automatic retries
 * @param warnings problems that do not stop the plugin, one sentence each
 * @param metadata the metadata of the active commit; without such a commit, only the registered name
 */
public record PluginInfo(
        String key,
        String name,
        @Nullable String version,
        String service,
        PluginState state,
        String detail,
        Instant since,
        @Nullable String commit,
        @Nullable String activeKey,
        CallCounts calls,
        @Nullable PluginFailure failure,
        @Nullable Instant retryAt,
        List<String> warnings,
        PluginMetadata metadata) {

    /** Copies the warnings. */
    public PluginInfo {
        requireNonNull(key, "key is null");
        requireNonNull(name, "name is null");
        requireNonNull(service, "service is null");
        requireNonNull(state, "state is null");
        requireNonNull(detail, "detail is null");
        requireNonNull(since, "since is null");
        requireNonNull(calls, "calls is null");
        warnings = List.copyOf(warnings);
        requireNonNull(metadata, "metadata is null");
    }
}
