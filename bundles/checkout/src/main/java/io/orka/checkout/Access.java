package io.orka.checkout;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** One way to reach a repository, for one job. */
interface Access extends AutoCloseable {

    /** Opens a transport that is ready to fetch into a repository. */
    Transport open(Repository local, URIish uri) throws IOException;

    /** Whether a fetch was refused because what it asked for is no commit. */
    default boolean isWithoutCommit(Throwable refused) {
        return false;
    }

    /**
     * Whether the repository said that it has no object of this id, which it was asked for. Not all say so.
     *
     * @param id what was asked for
     */
    default boolean lacks(ObjectId id) {
        return false;
    }

    /** Says what went wrong, if this way knows better than JGit's exception. */
    Optional<CheckoutFailure> explain(@Nullable Throwable cause);

    /** Ends all connections at once; a job that waits for one fails. Any thread may call it. */
    @Override
    void close();
}
