package io.orka.plugins;

import java.util.List;

/**
 * What would change, in the order it would be done.
 *
 * @param changes empty when everything is as registered
 */
public record Plan(List<Change> changes) {}
