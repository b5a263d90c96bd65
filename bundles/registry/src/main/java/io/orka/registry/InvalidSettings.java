package io.orka.registry;

import io.orka.identity.OrkaFailure;

/** An invalid {@code host.json}; the message numbers every problem with line and column. */
public final class InvalidSettings extends OrkaFailure {

    private static final long serialVersionUID = 1L;

    InvalidSettings(String message, String remedy) {
        super("ORKA-SET-01", message, remedy, null);
    }
}
