package io.orka.registry;

import io.orka.identity.OrkaFailure;

/** An invalid registry file; the message numbers every problem with line and column. */
public final class InvalidRegistry extends OrkaFailure {

    private static final long serialVersionUID = 1L;

    InvalidRegistry(String message, String remedy) {
        super("ORKA-REG-01", message, remedy, null);
    }
}
