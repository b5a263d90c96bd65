package io.orka.engine;

import io.orka.engine.Copies.Copy;
import org.jspecify.annotations.Nullable;

/**
 * A file of the directory as it is now.
 *
 * @param file the file's name
 * @param copy its content; {@code null} when it cannot be read
 * @param identity what it says it is; {@code null} when it is no bundle
 * @param failure why it cannot be installed; {@code null} when it can
 */
record ScannedFile(
        String file,
        @Nullable Copy copy,
        @Nullable JarIdentity identity,
        @Nullable EngineFailure failure) {

    /** Differs when the content differs, or what is wrong with it. */
    String key() {
        return (copy == null ? "" : copy.digest()) + (failure == null ? "" : failure.line());
    }

    boolean isTwice() {
        return failure != null && failure.code().equals(EngineFailure.TWICE);
    }

    /** Whether it may be read another time, as it is. */
    boolean isUnread() {
        return failure != null
                && (failure.code().equals(EngineFailure.UNREAD)
                        || failure.code().equals(EngineFailure.OPEN));
    }

    boolean isContentOf(Resident resident) {
        return copy != null && resident.copy().filter(copy::equals).isPresent();
    }

    boolean isNamedAs(Resident resident) {
        return identity != null
                && resident.identity()
                        .map(JarIdentity::name)
                        .filter(identity.name()::equals)
                        .isPresent();
    }

    ScannedFile refused(EngineFailure because) {
        return new ScannedFile(file, copy, identity, because);
    }
}
