package io.orka.sdk;

/** OSGi service properties of a plugin's {@link OrkaCall} service. */
public final class ServiceProperties {

    /** The plugin's registered name, a String. */
    public static final String NAME = "orka.name";

    /**
     * The plugin's version, an {@code org.osgi.framework.Version}, for OSGi tools. The property is absent for an entry
     * without a version. OSGi has no pre-releases: 0.3.0-rc.1 is higher than 0.3.0 in OSGi. Use {@link #SEMVER} for
     * ranges.
     */
    public static final String VERSION = "orka.version";

    /**
     * The plugin's version, a {@link SemanticVersion}, for ranges in filters. The property is absent for an entry
     * without a version, and for a version that is not a semantic version, such as a branch or a commit.
     */
    public static final String SEMVER = "orka.semver";

    /** The registered service name, a String. */
    public static final String SERVICE = "orka.service";

    /** {@code name@version} as registered, or the name alone for an entry without a version; a String. */
    public static final String KEY = "orka.key";

    /** The commit that the plugin was built from, a String of 40 hexadecimal digits. */
    public static final String COMMIT = "orka.commit";

    private ServiceProperties() {}
}
