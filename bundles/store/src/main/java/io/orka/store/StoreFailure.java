package io.orka.store;

import io.orka.identity.OrkaFailure;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The store cannot do what it is asked. The codes are {@code ORKA-STORE-01} and {@code ORKA-STORE-02}. */
public final class StoreFailure extends OrkaFailure {

    private static final long serialVersionUID = 1L;

    private StoreFailure(String code, String message, String remedy, @Nullable Throwable cause) {
        super(code, message, remedy, cause);
    }

    static StoreFailure unusable(Path path, IOException cause) {
        return new StoreFailure(
                "ORKA-STORE-01",
                "the bundle store cannot use " + path + ": " + words(cause),
                "Make room on that disk, or correct the path's permissions, and apply again.",
                cause);
    }

    static StoreFailure notADigest(String text) {
        return new StoreFailure(
                "ORKA-STORE-02",
                "'" + text.replaceAll("\\p{Cntrl}", "?") + "' is not a bundle's digest of 64 hexadecimal digits",
                "Correct it where it is written, or delete plugins.lock.json and apply again.",
                null);
    }

    private static String words(IOException cause) {
        String reason = cause instanceof FileSystemException files ? files.getReason() : cause.getMessage();
        return reason == null ? cause.getClass().getSimpleName().replace("Exception", "") : reason;
    }
}
