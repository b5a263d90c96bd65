package io.orka.registry;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a host.
 *
 * @param git the settings for fetching
 * @param build the settings for builds
 * @param apply the occasions on which the host applies the registry file
 * @param all each setting with its value and its source, in the order of the documentation; unmodifiable
 * @param problem the reason why {@code host.json} is ignored, or {@code null} when it is used
 */
public record HostSettings(
        GitSettings git,
        BuildSettings build,
        ApplyMode apply,
        List<Setting> all,
        @Nullable InvalidSettings problem) {

    /** Copies the list. */
    public HostSettings {
        requireNonNull(git, "git is null");
        requireNonNull(build, "build is null");
        requireNonNull(apply, "apply is null");
        all = List.copyOf(all);
    }

    HostSettings because(InvalidSettings failure) {
        return new HostSettings(git, build, apply, all, failure);
    }
}
