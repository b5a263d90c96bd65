package io.orka.leaks;

/**
 * Marks a {@link Thread} that the host starts to run code of one plugin. The search treats it as a thread of the plugin
 * whose loader is its context class loader, although its class is the host's.
 */
public interface OwnedThread {}
