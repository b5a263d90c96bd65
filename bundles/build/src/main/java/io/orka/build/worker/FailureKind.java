package io.orka.build.worker;

/** The cause of a failed build, as determined by the worker. */
public enum FailureKind {
    /** The sources do not compile. */
    COMPILE,
    /** A dependency, a parent or a Maven plugin cannot be resolved. */
    MISSING,
    /** The plugin's tests failed. */
    TESTS,
    /** The pom is invalid. */
    POM,
    /** The configuration in {@code .mvn} is invalid. */
    SETTINGS,
    /** The build produced no suitable jar. */
    PACKAGING,
    /** The build requires another JDK. */
    JDK,
    /** Any other cause. */
    OTHER
}
