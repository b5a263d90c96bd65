package io.orka.plugins;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The result of the activation of a new generation.
 *
 * @param replaced the replaced generations; empty for a new plugin
 * @param drained done when all replaced generations are closed
 */
record Handover(List<Live> replaced, CompletableFuture<Void> drained) {}
