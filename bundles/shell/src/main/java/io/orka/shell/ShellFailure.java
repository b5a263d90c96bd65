package io.orka.shell;

import io.orka.identity.OrkaFailure;
import org.jspecify.annotations.Nullable;

/** Something typed into the shell makes no sense, or the way to the running host is shut. */
public final class ShellFailure extends OrkaFailure {

    private static final long serialVersionUID = 1L;

    ShellFailure(String code, String message, String remedy) {
        this(code, message, remedy, null);
    }

    ShellFailure(String code, String message, String remedy, @Nullable Throwable cause) {
        super(code, message, remedy, cause);
    }
}
