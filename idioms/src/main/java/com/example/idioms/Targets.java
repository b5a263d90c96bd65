package com.example.idioms;

/** The filters with which the components select plugins. Each filter matches versions of one name only. */
final class Targets {

    static final String NAME = "(orka.name=hello)";
    static final String KEY = "(orka.key=hello@v0.2.0)";
    static final String SERVICE = "(orka.service=helloService)";

    /** A range in OSGi's order, in which {@code v0.3.0-rc.1} is 0.3.0.rc-1 and therefore higher than 0.3.0. */
    static final String OSGI_RANGE = "(&(orka.name=hello)(orka.version>=0.2.0)(!(orka.version>=0.3.0)))";

    /** A range of semantic versions, in which {@code v0.3.0-rc.1} is lower than 0.3.0. */
    static final String SEMANTIC_RANGE = "(&(orka.name=hello)(orka.semver>=0.2.0)(!(orka.semver>=0.3.0)))";

    static final String RELEASED = "(&(orka.name=hello)(orka.semver>=0.3.0))";

    /** Matches an entry without a version. */
    static final String UNVERSIONED = "(orka.name=plain)";

    /** Matches an entry that names a branch. */
    static final String BRANCH = "(orka.key=track@main)";

    private Targets() {}
}
