package io.orka.checkout;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** The access of one job to a repository, by one protocol. */
interface Access extends AutoCloseable {

    /** Opens a transport for a fetch into a repository. */
    Transport open(Repository local, URIish uri) throws IOException;

    /** Returns whether a fetch was rejected because the requested object is not a commit. */
    default boolean isWithoutCommit(Throwable refused) {
        return false;
    }

    /**
     * Returns whether the repository reported that the requested object is missing. Not all repositories report a
     * missing object.
     *
     * @param id the requested object
     */
    default boolean lacks(ObjectId id) {
        return false;
    }

    /** Returns a failure with an explanation, if this protocol can explain the cause better than JGit's exception. */
    Optional<CheckoutFailure> explain(@Nullable Throwable cause);

    /**
     * Closes all connections immediately. A job that waits for a connection fails. Safe for use by multiple threads.
     */
    @Override
    void close();
}
