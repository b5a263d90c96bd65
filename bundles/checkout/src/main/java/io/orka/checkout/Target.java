package io.orka.checkout;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** The commit of a repository to fetch. */
sealed interface Target permits FollowedRef, LockedCommit {

    /** Returns a result if the existing commit is the right one regardless of the repository. */
    Optional<Fetch.Result> among(Optional<ObjectId> present);

    /**
     * Finds the commit and fetches it.
     *
     * @param empty the repository that receives it
     * @param present the commit that exists already, elsewhere, and is not fetched again
     */
    Fetch.Result in(Fetch fetch, Repository empty, Optional<ObjectId> present) throws IOException;
}
