package io.orka.plugins;

import java.time.Duration;

/**
 * How long one stage took.
 *
 * @param stage the stage
 * @param took its wall-clock time
 */
public record StageTime(PluginState stage, Duration took) {}
