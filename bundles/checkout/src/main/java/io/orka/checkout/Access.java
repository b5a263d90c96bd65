package io.orka.checkout;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Access to a repository by one protocol, for one job. */
interface Access extends AutoCloseable {

    /** Opens a transport for a fetch into a repository. */
    Transport open(Repository local, URIish uri) throws IOException;

    /** Whether a fetch was rejected because the requested object is not a commit. */
    default boolean isWithoutCommit(Throwable refused) {
        return false;
    }

    /**
     * Whether the repository reported that it does not have the requested object. Not all repositories report it.
     *
     * @param id the requested object
     */
    default boolean lacks(ObjectId id) {
        return false;
    }

    /** Explains a failure, if this protocol has a better explanation than JGit's exception. */
    Optional<CheckoutFailure> explain(@Nullable Throwable cause);

    /** Closes all connections immediately; a job that waits for one fails. Safe for use by multiple threads. */
    @Override
    void close();
}
