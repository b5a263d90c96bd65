package io.orka.registry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How the host builds plugins.
 *
 * @param deadline how long one build may take, without the time it waits for its turn
 * @param parallel how many builds may run at once
 */
public record BuildSettings(Duration deadline, int parallel) {

    private static final int MOST = 256;

    /** What counts where nothing is set. */
    static final BuildSettings USUAL = new BuildSettings(
            Duration.ofMinutes(10), Math.max(2, Runtime.getRuntime().availableProcessors() / 2));

    /** Checks that nothing is missing. */
    public BuildSettings {
        requireNonNull(deadline, "deadline is null");
    }

    static BuildSettings read(SettingsSection section) {
        return new BuildSettings(
                section.time("deadline", USUAL.deadline), section.count("parallel", USUAL.parallel, MOST));
    }
}
