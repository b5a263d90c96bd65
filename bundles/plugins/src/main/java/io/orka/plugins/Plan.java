package io.orka.plugins;

import java.util.List;

/**
 * The changes, in the order in which they would be made.
 *
 * @param changes empty if the running plugins match the registry
 */
public record Plan(List<Change> changes) {}
