package io.orka.json;

import io.orka.identity.OrkaFailure;
import org.jspecify.annotations.Nullable;

/** JSON that cannot be read, or data that cannot be written as JSON. */
public final class JsonFailure extends OrkaFailure {

    private static final long serialVersionUID = 1L;

    JsonFailure(String code, String message, String remedy, @Nullable Throwable cause) {
        super(code, message, remedy, cause);
    }

    JsonFailure(String code, String message, String remedy) {
        this(code, message, remedy, null);
    }
}
