package io.orka.build.worker;

/** Why a build failed, as far as the worker can tell. */
public enum FailureKind {
    /** The sources do not compile. */
    COMPILE,
    /** A dependency, a parent or a plugin cannot be had. */
    MISSING,
    /** The plugin's own tests failed. */
    TESTS,
    /** The pom cannot be used. */
    POM,
    /** What the repository says in {@code .mvn} cannot be used. */
    SETTINGS,
    /** The build gave no jar a plugin can be made of. */
    PACKAGING,
    /** The build needs another JDK. */
    JDK,
    /** Anything else. */
    OTHER
}
