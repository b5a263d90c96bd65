package io.orka.plugins;

import java.util.List;

/**
 * The changes of a reconciliation, in order.
 *
 * @param changes the changes; empty if the running plugins match the registry
 */
public record Plan(List<Change> changes) {}
