package io.orka.checkout;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** The commit of a repository to fetch. */
sealed interface Target permits FollowedRef, LockedCommit {

    /** Returns a result if the existing commit is the target regardless of the repository's current refs. */
    Optional<Fetch.Result> among(Optional<ObjectId> present);

    /**
     * Finds and fetches the commit.
     *
     * @param empty the repository that receives the commit
     * @param present the commit that already exists in another clone and is not fetched again
     */
    Fetch.Result in(Fetch fetch, Repository empty, Optional<ObjectId> present) throws IOException;
}
