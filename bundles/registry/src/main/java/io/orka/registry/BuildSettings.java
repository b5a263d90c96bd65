package io.orka.registry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The settings for builds.
 *
 * @param deadline the timeout of one build, without the time in the queue
 * @param parallel the maximum number of parallel builds
 */
public record BuildSettings(Duration deadline, int parallel) {

    private static final int MOST = 256;

    /** The default settings. */
    static final BuildSettings USUAL = new BuildSettings(
            Duration.ofMinutes(10), Math.max(2, Runtime.getRuntime().availableProcessors() / 2));

    /** Rejects {@code null}. */
    public BuildSettings {
        requireNonNull(deadline, "deadline is null");
    }

    static BuildSettings read(SettingsSection section) {
        return new BuildSettings(
                section.time("deadline", USUAL.deadline), section.count("parallel", USUAL.parallel, MOST));
    }
}
