package io.orka.plugins;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A new generation has taken over.
 *
 * @param replaced what it took the place of; empty for a plugin that is new
 * @param drained done when all of that is gone
 */
record Handover(List<Live> replaced, CompletableFuture<Void> drained) {}
