package io.orka.checkout;

import io.orka.durable.DirectoryTree;
import io.orka.durable.Failpoint;
import io.orka.registry.PluginEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Updates one entry's clone to the requested commit. */
final class CloneJob {

    private static final Logger LOG = LoggerFactory.getLogger(CloneJob.class);

    private final PluginEntry entry;
    private final Target target;
    private final ClonePlace place;
    private final AccessRules rules;
    private final FetchLimits limits;
    private final Duration time;
    private final FetchProgress progress;

    CloneJob(
            PluginEntry entry,
            Target target,
            ClonePlace place,
            AccessRules rules,
            FetchLimits limits,
            Duration time,
            FetchProgress progress) {
        this.entry = entry;
        this.target = target;
        this.place = place;
        this.rules = rules;
        this.limits = limits;
        this.time = time;
        this.progress = progress;
    }

    /**
     * The resulting clone.
     *
     * @param ref the tag's or branch's full name, or the commit
     * @param commit the commit
     * @param tagNow the current commit of a moved tag; otherwise {@code null}
     * @param written the written files
     */
    record Done(String ref, ObjectId commit, @Nullable String tagNow, WorkTree.Written written) {}

    Done run() throws IOException {
        Clone clone = new Clone(place.root());
        Optional<ObjectId> present = clone.commit();
        Optional<Fetch.Result> exact = target.among(present);
        return exact.isPresent() ? reuse(clone, exact.orElseThrow()) : fetch(clone, present);
    }

    private Done fetch(Clone clone, Optional<ObjectId> present) throws IOException {
        Clone fresh = new Clone(place.fresh());
        Fetch.Result result;
        try (Repository empty = fresh.create()) {
            result = fetch(empty, present);
            if (!result.present()) {
                Done done = fill(fresh, empty, result);
                if (BuildAsksGit.in(empty, result.commit())) { // after fill, which checks the files against the limits
                    history(empty, result.commit());
                }
                fresh.complete(result.commit());
                place.replaceBy(fresh.root());
                return done;
            }
        } catch (CheckoutFailure said) {
            throw said;
        } catch (MissingObjectException
                | CorruptObjectException
                | IncorrectObjectTypeException
                | RuntimeException bad) {
            throw CheckoutFailure.badAnswer(RepositoryPlace.of(entry.repo()), bad);
        }
        DirectoryTree.remove(fresh.root(), Failpoint.CLONE_DELETE);
        return reuse(clone, result);
    }

    private Fetch.Result fetch(Repository empty, Optional<ObjectId> present) throws IOException {
        return connected(fetch -> target.in(fetch, empty, present));
    }

    /** Fetches the history. A failure is only logged, since the build can run with only the tags of its commit. */
    private void history(Repository repository, ObjectId commit) {
        try {
            connected(fetch -> {
                fetch.history(repository, commit);
                return commit;
            });
        } catch (CheckoutFailure failure) {
            if (Thread.currentThread().isInterrupted()) {
                throw failure;
            }
            LOG.warn(
                    "{}: could not fetch the Git history; the build will not find older tags. {}",
                    entry.key(),
                    failure.line());
        }
    }

    private <T> T connected(Job<T> job) {
        Deadline deadline = Deadline.in(time);
        URIish uri = rules.uri(entry.repo());
        Access access = rules.access(entry.repo(), deadline);
        Fetch fetch = new Fetch(entry.repo(), uri, access, new FetchMonitor(progress));
        try {
            return new BoundedJob(entry.repo(), deadline).run(entry.key().toString(), access, () -> job.run(fetch));
        } catch (CheckoutFailure said) {
            throw said;
        } catch (Exception failure) {
            throw access.explain(failure).orElseGet(() -> NetworkTrouble.explain(failure, entry.repo()));
        }
    }

    /** An operation with a connection. */
    @FunctionalInterface
    private interface Job<T> {
        T run(Fetch fetch) throws IOException;
    }

    /** Rewrites the files from the existing objects. If an object is unreadable, fetches the whole commit again. */
    private Done reuse(Clone clone, Fetch.Result result) throws IOException {
        try (Repository repository = clone.open()) {
            return fill(clone, repository, result);
        } catch (CheckoutFailure said) {
            throw said;
        } catch (IOException | RuntimeException broken) {
            if (Thread.currentThread().isInterrupted()) {
                throw broken;
            }
            LOG.info("{}: the clone is damaged; cloning it again ({})", entry.key(), CheckoutFailure.words(broken));
            return fetch(clone, Optional.empty());
        }
    }

    private Done fill(Clone clone, Repository repository, Fetch.Result result) throws IOException {
        WorkTree.Written written = new WorkTree(repository, clone.root(), limits, entry.path()).write(result.commit());
        clone.exclude(written.copied());
        clone.detach(repository, result.commit());
        return new Done(result.ref(), result.commit(), result.tagNow(), written);
    }
}
