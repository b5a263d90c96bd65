package io.orka.shell;

import io.orka.identity.OrkaFailure;
import org.jspecify.annotations.Nullable;

/** An invalid command line, or a problem with the connection to the running host. */
public final class ShellFailure extends OrkaFailure {

    private static final long serialVersionUID = 1L;

    ShellFailure(String code, String message, String remedy) {
        this(code, message, remedy, null);
    }

    ShellFailure(String code, String message, String remedy, @Nullable Throwable cause) {
        super(code, message, remedy, cause);
    }
}
