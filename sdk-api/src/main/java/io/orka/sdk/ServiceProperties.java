package io.orka.sdk;

/** The properties under which a plugin's {@link OrkaCall} is found in the OSGi service registry. */
public final class ServiceProperties {

    /** The plugin's registered name, a String. */
    public static final String NAME = "orka.name";

    /** The plugin's version, an {@code org.osgi.framework.Version}; absent for an entry without a version. */
    public static final String VERSION = "orka.version";

    /** The registered service name, a String. */
    public static final String SERVICE = "orka.service";

    /** {@code name@version} as registered, or the name alone for an entry without a version; a String. */
    public static final String KEY = "orka.key";

    /** The commit the plugin was built from, a String of 40 hexadecimal digits. */
    public static final String COMMIT = "orka.commit";

    private ServiceProperties() {}
}
