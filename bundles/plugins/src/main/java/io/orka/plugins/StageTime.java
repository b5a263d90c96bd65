package io.orka.plugins;

import java.time.Duration;

/**
 * The duration of one stage.
 *
 * @param stage the stage
 * @param took its wall-clock time
 */
public record StageTime(PluginState stage, Duration took) {}
