package io.orka.checkout;

import io.orka.registry.LockEntry;
import io.orka.registry.PluginEntry;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * The current commit of an entry's ref. A branch may move; a tag must still refer to the locked commit.
 *
 * @param locked the lock entry of the same ref, or {@code null}
 */
record FollowedRef(PluginEntry entry, @Nullable LockEntry locked) implements Target {

    @Override
    public Optional<Fetch.Result> among(Optional<ObjectId> present) {
        return present.filter(id -> id.name().equalsIgnoreCase(entry.wantedRef()))
                .map(id -> Fetch.Result.of(id, true));
    }

    @Override
    public Fetch.Result in(Fetch fetch, Repository empty, Optional<ObjectId> present) throws IOException {
        Fetch.Result found = fetch.into(empty, entry.wantedRef(), present);
        if (locked != null
                && locked.followed().startsWith(Constants.R_TAGS)
                && !locked.commit().equalsIgnoreCase(found.commit().name())) {
            throw CheckoutFailure.tagMoved(entry, locked, found.commit().name());
        }
        return found;
    }
}
