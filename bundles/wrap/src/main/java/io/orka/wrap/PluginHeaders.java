package io.orka.wrap;

/** The headers Orka adds to a bundle's manifest, by which it reads a stored bundle back. */
final class PluginHeaders {

    static final String NAME = "Orka-Name";
    static final String VERSION = "Orka-Version";
    static final String SERVICE = "Orka-Service";
    static final String COMMIT = "Orka-Commit";

    /** {@code kind#class#method#static}; a class name may hold a {@code #} itself, the other parts do not. */
    static final String ENTRYPOINT = "Orka-Entrypoint";

    /** {@link ContextSight#UNSEEN} where the plugin cannot tell which context class loader a thread has. */
    static final String CONTEXT = "Orka-Context";

    private PluginHeaders() {}
}
