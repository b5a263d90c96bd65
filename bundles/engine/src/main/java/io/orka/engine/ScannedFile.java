package io.orka.engine;

import io.orka.engine.Copies.Copy;
import org.jspecify.annotations.Nullable;

/**
 * The current state of a file of the directory.
 *
 * @param file the file name
 * @param copy its content; {@code null} if it cannot be read
 * @param identity its bundle; {@code null} if it is not a bundle
 * @param failure the reason why it cannot be installed; {@code null} if it can
 */
record ScannedFile(
        String file,
        @Nullable Copy copy,
        @Nullable JarIdentity identity,
        @Nullable EngineFailure failure) {

    /** Changes with the content or the failure. */
    String key() {
        return (copy == null ? "" : copy.digest()) + (failure == null ? "" : failure.line());
    }

    boolean isTwice() {
        return failure != null && failure.code().equals(EngineFailure.TWICE);
    }

    /** Whether it may become readable without a change. */
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
