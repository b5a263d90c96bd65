package io.orka.leaks;

/**
 * Marks a {@link Thread} that the host starts to run code of one plugin. The class of such a thread belongs to the
 * host, but the search treats the thread as a thread of the plugin whose loader is the thread's context class loader.
 */
public interface OwnedThread {}
