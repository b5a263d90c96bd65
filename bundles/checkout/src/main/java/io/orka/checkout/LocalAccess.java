package io.orka.checkout;

import io.orka.registry.RepositoryUrl;
import java.io.File;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.WantNotValidException;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/** A repository on this machine's disk. */
final class LocalAccess implements Access {

    private final RepositoryUrl url;
    private final File directory;
    private volatile @Nullable Exception trouble;
    private volatile boolean partial;
    private volatile @Nullable LocalTransport last;

    LocalAccess(RepositoryUrl url, File directory) {
        this.url = url;
        this.directory = directory;
    }

    @Override
    public Transport open(Repository local, URIish uri) throws IOException {
        File git = RepositoryCache.FileKey.resolve(directory, FS.DETECTED);
        FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
        if (git != null) {
            builder.setGitDir(git);
        } else if (new File(directory, ".git").isFile()) { // a linked work tree of a repository
            builder.setWorkTree(directory);
        } else {
            throw new NoRemoteRepositoryException(uri, "not found");
        }
        Repository remote = builder.build();
        Config config = remote.getConfig();
        if ("sha256".equalsIgnoreCase(config.getString("extensions", null, "objectFormat"))) {
            remote.close();
            throw CheckoutFailure.objectFormat(RepositoryPlace.of(url));
        }
        partial = config.getString("extensions", null, "partialClone") != null
                || config.getSubsections("remote").stream()
                        .anyMatch(name -> config.getBoolean("remote", name, "promisor", false));
        trouble = null;
        LocalTransport transport = new LocalTransport(local, uri, remote, failure -> trouble = failure);
        last = transport;
        return transport;
    }

    @Override
    public boolean isWithoutCommit(Throwable refused) {
        return contains(trouble(), "No commits selected for shallow request");
    }

    @Override
    public boolean lacks(ObjectId id) {
        for (Throwable each = trouble(); each != null; each = each.getCause()) {
            if (each instanceof MissingObjectException missing && id.equals(missing.getObjectId())) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Exception trouble() {
        LocalTransport transport = last;
        if (transport != null) {
            transport.awaitTrouble();
        }
        return trouble;
    }

    private static boolean contains(@Nullable Throwable failure, String words) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (String.valueOf(each.getMessage()).contains(words)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<CheckoutFailure> explain(@Nullable Throwable cause) {
        for (Throwable each = trouble(); each != null; each = each.getCause()) {
            if (each instanceof WantNotValidException) {
                return Optional.empty(); // the repository is intact, but does not have the requested object
            }
            if (each instanceof MissingObjectException missing) {
                String place = RepositoryPlace.of(url);
                return Optional.of(
                        partial
                                ? CheckoutFailure.partialClone(place, cause)
                                : CheckoutFailure.badAnswer(place, missing));
            }
        }
        return Optional.empty();
    }

    /** Does nothing, since an interrupt of the job's thread ends all waits. */
    @Override
    public void close() {}
}
