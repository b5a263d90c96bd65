package io.orka.checkout;

import io.orka.registry.LockEntry;
import io.orka.registry.PluginEntry;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** The commit in the lock file, regardless of its tag or branch. */
record LockedCommit(PluginEntry entry, LockEntry locked) implements Target {

    @Override
    public Optional<Fetch.Result> among(Optional<ObjectId> present) {
        return present.filter(id -> id.name().equalsIgnoreCase(locked.commit()))
                .map(id -> Fetch.Result.of(locked.followed(), id, true));
    }

    @Override
    public Fetch.Result in(Fetch fetch, Repository empty, Optional<ObjectId> present) throws IOException {
        if (!ObjectId.isId(locked.commit())) {
            throw CheckoutFailure.lockedCommitGone(entry, locked);
        }
        ObjectId id = ObjectId.fromString(locked.commit());
        RemoteRefs refs = fetch.exactly(empty, id).orElseThrow(() -> CheckoutFailure.lockedCommitGone(entry, locked));
        return new Fetch.Result(locked.followed(), id, false, tagNow(refs, id));
    }

    private @Nullable String tagNow(RemoteRefs refs, ObjectId id) {
        return locked.followed().startsWith(Constants.R_TAGS)
                ? refs.find(locked.followed())
                        .map(found -> found.commit())
                        .filter(now -> !now.equals(id))
                        .map(ObjectId::name)
                        .orElse(null)
                : null;
    }
}
