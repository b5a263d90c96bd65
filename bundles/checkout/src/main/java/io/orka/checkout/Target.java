package io.orka.checkout;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** Which commit of a repository is wanted. */
sealed interface Target permits FollowedRef, LockedCommit {

    /** Whether the commit that is there already is the wanted one, whatever the repository says. */
    Optional<Fetch.Result> among(Optional<ObjectId> present);

    /**
     * Finds the commit and fetches it.
     *
     * @param empty where it goes
     * @param present the commit that is there already, elsewhere, and is not fetched again
     */
    Fetch.Result in(Fetch fetch, Repository empty, Optional<ObjectId> present) throws IOException;
}
