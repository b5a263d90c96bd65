package io.orka.store;

import io.orka.identity.OrkaFailure;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A failed operation of the store. The codes are {@code ORKA-STORE-01} and {@code ORKA-STORE-02}. */
public final class StoreFailure extends OrkaFailure {

    private static final long serialVersionUID = 1L;

    private StoreFailure(String code, String message, String remedy, @Nullable Throwable cause) {
        super(code, message, remedy, cause);
    }

    static StoreFailure unusable(Path path, IOException cause) {
        return new StoreFailure(
                "ORKA-STORE-01",
                "the bundle store cannot use " + path + ": " + words(cause),
                "Free space on that disk, or fix the permissions of the path. Then apply again.",
                cause);
    }

    static StoreFailure notADigest(String text) {
        return new StoreFailure(
                "ORKA-STORE-02",
                "'" + text.replaceAll("\\p{Cntrl}", "?") + "' is not a bundle digest (64 hexadecimal digits)",
                "Fix the digest in plugins.lock.json, or delete that file. Then apply again.",
                null);
    }

    private static String words(IOException cause) {
        String reason = cause instanceof FileSystemException files ? files.getReason() : cause.getMessage();
        return reason == null ? cause.getClass().getSimpleName().replace("Exception", "") : reason;
    }
}
