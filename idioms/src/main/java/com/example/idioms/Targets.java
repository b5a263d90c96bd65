package com.example.idioms;

/** The filters by which the components choose plugins. Each matches versions of one name only. */
final class Targets {

    static final String NAME = "(orka.name=hello)";
    static final String KEY = "(orka.key=hello@v0.2.0)";
    static final String SERVICE = "(orka.service=helloService)";

    /** By OSGi's order, in which {@code v0.3.0-rc.1} is 0.3.0.rc-1 and so above 0.3.0. */
    static final String OSGI_RANGE = "(&(orka.name=hello)(orka.version>=0.2.0)(!(orka.version>=0.3.0)))";

    /** By semantic versions, in which {@code v0.3.0-rc.1} is below 0.3.0. */
    static final String SEMANTIC_RANGE = "(&(orka.name=hello)(orka.semver>=0.2.0)(!(orka.semver>=0.3.0)))";

    static final String RELEASED = "(&(orka.name=hello)(orka.semver>=0.3.0))";

    /** An entry without a version. */
    static final String UNVERSIONED = "(orka.name=plain)";

    /** An entry that names a branch. */
    static final String BRANCH = "(orka.key=track@main)";

    private Targets() {}
}
