package io.orka.checkout;

import io.orka.registry.RepositoryUrl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Resolves a name to a commit and fetches exactly this commit, over one connection if possible. */
final class Fetch {

    private static final String ID = "[0-9a-f]{4,40}";

    private final RepositoryUrl url;
    private final URIish uri;
    private final Access access;
    private final ProgressMonitor monitor;

    Fetch(RepositoryUrl url, URIish uri, Access access, ProgressMonitor monitor) {
        this.url = url;
        this.uri = uri;
        this.access = access;
        this.monitor = monitor;
    }

    /**
     * The result of a fetch.
     *
     * @param ref the tag's or branch's full name, or the commit
     * @param commit the commit
     * @param present whether the commit already existed and was not fetched
     * @param tagNow the current commit of a moved tag; otherwise {@code null}
     */
    record Result(
            String ref,
            ObjectId commit,
            boolean present,
            @Nullable String tagNow) {

        static Result of(ObjectId commit, boolean present) {
            return of(commit.name(), commit, present);
        }

        static Result of(String ref, ObjectId commit, boolean present) {
            return new Result(ref, commit, present, null);
        }
    }

    /** Fetches the commit of a name into an empty repository, unless this commit is already present elsewhere. */
    Result into(Repository repository, @Nullable String wanted, Optional<ObjectId> present) throws IOException {
        String id = wanted == null ? "" : wanted.toLowerCase(Locale.ROOT);
        RemoteRefs refs;
        try (Transport transport = access.open(repository, uri)) {
            transport.setDepth(1);
            try (FetchConnection connection = connect(transport, wanted)) {
                refs = new RemoteRefs(connection.getRefs());
                Optional<RemoteRefs.Found> found = refs.find(wanted);
                if (found.isPresent()) {
                    return take(repository, connection, found.orElseThrow(), present, refs);
                }
                if (present.isPresent()
                        && id.matches(ID)
                        && present.orElseThrow().name().startsWith(id)) {
                    return Result.of(present.orElseThrow(), true);
                }
                if (ObjectId.isId(id) && takeExactly(repository, connection, ObjectId.fromString(id), refs)) {
                    return Result.of(commit(repository, ObjectId.fromString(id)), false);
                }
            }
        }
        return id.matches(ID)
                ? searchHistory(repository, id, refs)
                        .map(commit -> Result.of(commit, false))
                        .orElseGet(() -> fail(id, refs))
                : fail(wanted, refs);
    }

    /**
     * Fetches the commit with the given id into an empty repository.
     *
     * @return the server's tags and branches; empty when the server does not have the commit
     */
    Optional<RemoteRefs> exactly(Repository repository, ObjectId id) throws IOException {
        RemoteRefs refs;
        try (Transport transport = access.open(repository, uri)) {
            transport.setDepth(1);
            try (FetchConnection connection = connect(transport, null)) {
                refs = new RemoteRefs(connection.getRefs());
                if (takeExactly(repository, connection, id, refs)) {
                    return isCommit(repository, id) ? Optional.of(refs) : Optional.empty();
                }
            }
        }
        return searchHistory(repository, id.name(), refs).map(found -> refs);
    }

    private static boolean isCommit(Repository repository, ObjectId id) throws IOException {
        try {
            return commit(repository, id).equals(id); // the id of a tag object differs from the id of its commit
        } catch (IncorrectObjectTypeException other) {
            return false;
        }
    }

    /** Connects and requests only refs with certain prefixes, since a server may have many refs of pull requests. */
    private FetchConnection connect(Transport transport, @Nullable String wanted) throws IOException {
        String full = wanted != null && wanted.startsWith(Constants.R_REFS) ? wanted : Constants.R_TAGS;
        return transport.openFetch(List.of(), Constants.HEAD, Constants.R_HEADS, Constants.R_TAGS, full);
    }

    private Result take(
            Repository repository,
            FetchConnection connection,
            RemoteRefs.Found found,
            Optional<ObjectId> present,
            RemoteRefs refs)
            throws IOException {
        if (present.isPresent() && present.orElseThrow().equals(found.commit())) {
            return Result.of(found.name(), found.commit(), true);
        }
        List<Ref> wanted = new ArrayList<>(refs.tagsOf(found.commit()));
        wanted.add(found.ref());
        try {
            connection.fetch(monitor, wanted, Set.of());
            ObjectId commit = commit(repository, found.commit());
            Tags.write(repository, refs.tagsOf(commit));
            return Result.of(found.name(), commit, false);
        } catch (IncorrectObjectTypeException other) {
            throw noCommit(found, refs);
        } catch (TransportException refused) {
            if (access.isWithoutCommit(refused)) {
                throw noCommit(found, refs);
            }
            throw refused;
        }
    }

    private CheckoutFailure noCommit(RemoteRefs.Found found, RemoteRefs refs) {
        return CheckoutFailure.noCommit(
                Repository.shortenRefName(found.name()),
                RepositoryPlace.of(url),
                "a directory or a file, not a commit",
                refs.choices(null));
    }

    /** Fetches the whole history and all tags, as for an ordinary clone. */
    void history(Repository repository, ObjectId commit) throws IOException {
        try (Transport transport = access.open(repository, uri)) {
            transport.setDepth(Constants.INFINITE_DEPTH);
            try (FetchConnection connection = connect(transport, null)) {
                RemoteRefs refs = new RemoteRefs(connection.getRefs());
                List<Ref> wanted = new ArrayList<>(refs.tags());
                wanted.add(new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, commit.name(), commit));
                connection.fetch(monitor, wanted, Set.of());
                Tags.write(repository, refs.tags());
            }
        }
    }

    /**
     * Requests the commit directly, which many servers allow. Returns {@code false} if the server rejects the request
     * and closes the connection; then the caller searches the history.
     */
    private boolean takeExactly(Repository repository, FetchConnection connection, ObjectId id, RemoteRefs refs)
            throws IOException {
        try {
            List<Ref> wanted = new ArrayList<>(refs.tagsOf(id));
            wanted.add(new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, id.name(), id));
            connection.fetch(monitor, wanted, Set.of());
            Tags.write(repository, refs.tagsOf(id));
            return repository.getObjectDatabase().has(id);
        } catch (TransportException refused) {
            if (Thread.currentThread().isInterrupted()
                    || (!access.lacks(id) && access.explain(refused).isPresent())) {
                throw refused;
            }
            return false;
        }
    }

    private Optional<ObjectId> searchHistory(Repository repository, String id, RemoteRefs refs) throws IOException {
        try (Transport transport = access.open(repository, uri);
                FetchConnection connection = connect(transport, null)) {
            List<Ref> all = new RemoteRefs(connection.getRefs()).branchesAndTags();
            if (!all.isEmpty()) {
                connection.fetch(monitor, all, Set.of());
            }
        }
        try {
            ObjectId found = repository.resolve(id + "^{commit}");
            Tags.write(repository, refs.tags());
            return Optional.ofNullable(found);
        } catch (AmbiguousObjectException several) {
            throw CheckoutFailure.noSuchRef(
                    id, RepositoryPlace.of(url), "Several commits start with these digits. Use more digits.");
        } catch (MissingObjectException | IncorrectObjectTypeException other) {
            return Optional.empty();
        }
    }

    private Result fail(@Nullable String wanted, RemoteRefs refs) {
        throw CheckoutFailure.noSuchRef(
                wanted == null ? "HEAD" : wanted, RepositoryPlace.of(url), refs.choices(wanted));
    }

    private static ObjectId commit(Repository repository, ObjectId id) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.parseCommit(id).copy();
        }
    }
}
