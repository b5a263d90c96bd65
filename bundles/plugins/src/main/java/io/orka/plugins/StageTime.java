package io.orka.plugins;

import java.time.Duration;

/**
 * The duration of one stage.
 *
 * @param stage the stage
 * @param took the wall-clock time of the stage
 */
public record StageTime(PluginState stage, Duration took) {}
