package io.orka.wrap;

/** The headers that Orka adds to a bundle's manifest, and from which Orka reads a stored bundle. */
final class PluginHeaders {

    static final String NAME = "Orka-Name";
    static final String VERSION = "Orka-Version";
    static final String SERVICE = "Orka-Service";
    static final String COMMIT = "Orka-Commit";

    /** The entrypoint as {@code kind#class#method#static}. Only the class name may contain a further {@code #}. */
    static final String ENTRYPOINT = "Orka-Entrypoint";

    /** Has the value {@link ContextSight#UNSEEN} if the plugin cannot observe the context class loader. */
    static final String CONTEXT = "Orka-Context";

    private PluginHeaders() {}
}
