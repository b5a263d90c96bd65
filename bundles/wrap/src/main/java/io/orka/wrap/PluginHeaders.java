package io.orka.wrap;

/** The headers that Orka adds to a bundle's manifest, from which it reads a stored bundle. */
final class PluginHeaders {

    static final String NAME = "Orka-Name";
    static final String VERSION = "Orka-Version";
    static final String SERVICE = "Orka-Service";
    static final String COMMIT = "Orka-Commit";

    /** {@code kind#class#method#static}; a class name may contain a {@code #} itself, the other parts may not. */
    static final String ENTRYPOINT = "Orka-Entrypoint";

    /** {@link ContextSight#UNSEEN} if the plugin cannot observe the context class loader. */
    static final String CONTEXT = "Orka-Context";

    private PluginHeaders() {}
}
