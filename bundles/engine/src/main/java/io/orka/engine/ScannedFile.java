package io.orka.engine;

import io.orka.engine.Copies.Copy;
import org.jspecify.annotations.Nullable;

/**
 * The current state of a file of the directory.
 *
 * @param file the file name
 * @param copy the file's content; {@code null} if the file cannot be read
 * @param identity the file's bundle; {@code null} if the file is not a bundle
 * @param failure the reason why the file cannot be installed; {@code null} if it can be installed
 */
record ScannedFile(
        String file,
        @Nullable Copy copy,
        @Nullable JarIdentity identity,
        @Nullable EngineFailure failure) {

    /** Returns a key that changes with the content or the failure. */
    String key() {
        return (copy == null ? "" : copy.digest()) + (failure == null ? "" : failure.line());
    }

    boolean isTwice() {
        return failure != null && failure.code().equals(EngineFailure.TWICE);
    }

    /** Returns whether the file may become readable without a change. */
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
