package io.orka.registry;

import io.orka.identity.OrkaFailure;
import org.jspecify.annotations.Nullable;

/** An invalid repository address, lock file, config.json, configuration or edit. */
public final class RegistryFailure extends OrkaFailure {

    private static final long serialVersionUID = 1L;

    /** The registry file or the lock file cannot be written. */
    private static final String NOT_WRITTEN = "ORKA-REG-06";

    RegistryFailure(String code, String message, String remedy, @Nullable Throwable cause) {
        super(code, message, remedy, cause);
    }

    RegistryFailure(String code, String message, String remedy) {
        this(code, message, remedy, null);
    }

    @Override
    public boolean isTransient() {
        return code().equals(NOT_WRITTEN);
    }
}
