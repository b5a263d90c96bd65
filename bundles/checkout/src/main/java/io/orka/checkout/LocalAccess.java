package io.orka.checkout;

import java.util.Optional;
import org.eclipse.jgit.transport.Transport;
import org.jspecify.annotations.Nullable;

/** A repository on this machine's disk. */
final class LocalAccess implements Access {

    @Override
    public void prepare(Transport transport) {}

    @Override
    public Optional<CheckoutFailure> explain(@Nullable Throwable cause) {
        return Optional.empty();
    }

    /** Nothing to end: the interrupt of the job's thread ends its waits. */
    @Override
    public void close() {}
}
