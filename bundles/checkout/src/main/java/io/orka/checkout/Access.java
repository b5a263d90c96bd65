package io.orka.checkout;

import java.util.Optional;
import org.eclipse.jgit.transport.Transport;
import org.jspecify.annotations.Nullable;

/** One way to reach a repository, for one job. */
interface Access extends AutoCloseable {

    /** Gives the transport what this way needs. */
    void prepare(Transport transport);

    /** Says what went wrong, if this way knows better than JGit's exception. */
    Optional<CheckoutFailure> explain(@Nullable Throwable cause);

    /** Ends all connections at once; a job that waits for one fails. Any thread may call it. */
    @Override
    void close();
}
