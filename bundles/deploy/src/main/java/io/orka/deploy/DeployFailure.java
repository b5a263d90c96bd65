package io.orka.deploy;

import io.orka.entry.BindFailure;
import io.orka.identity.OrkaFailure;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that cannot be installed, or a plugin that cannot be constructed.
 *
 * <p>The cause of a failure, if any, contains the text of the plugin's exception instead of the exception object. A
 * failure therefore never keeps the plugin's classes in memory.
 */
public final class DeployFailure extends OrkaFailure {

    private static final long serialVersionUID = 1L;

    /** The framework rejects the bundle, or the bundle's link in the run directory cannot be created. */
    static final String NOT_INSTALLED = "ORKA-DEPLOY-01";

    /** The bundle requires a missing package or capability. */
    static final String NOT_RESOLVED = "ORKA-DEPLOY-02";

    /** The plugin requires a newer Java version than the version of this JVM. */
    static final String JAVA_TOO_OLD = "ORKA-DEPLOY-03";

    /** The entrypoint's class cannot be constructed, or does not have the entrypoint's method. */
    static final String NO_ENTRY = "ORKA-DEPLOY-05";

    DeployFailure(String code, String message, String remedy, @Nullable Throwable cause) {
        super(code, message, remedy, cause);
    }

    /** Converts the failure, with the same code. */
    static DeployFailure of(BindFailure failure) {
        return new DeployFailure(failure.code(), failure.reason(), failure.remedy(), failure.getCause());
    }
}
