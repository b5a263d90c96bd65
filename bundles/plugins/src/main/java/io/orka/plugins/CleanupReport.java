package io.orka.plugins;

import io.orka.durable.Freed;

/**
 * What was given back to the disk.
 *
 * @param bundles from the store
 * @param clones of repositories nobody registers any more
 */
public record CleanupReport(Freed bundles, Freed clones) {}
