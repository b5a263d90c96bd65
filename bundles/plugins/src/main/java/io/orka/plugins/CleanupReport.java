package io.orka.plugins;

import io.orka.durable.Freed;

/**
 * Deleted files.
 *
 * @param bundles bundles from the store
 * @param clones clones of repositories that are no longer registered
 */
public record CleanupReport(Freed bundles, Freed clones) {}
