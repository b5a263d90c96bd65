package io.orka.checkout;

import static java.util.Objects.requireNonNull;

import io.orka.durable.DirectoryTree;
import io.orka.durable.Freed;
import io.orka.identity.PluginKey;
import io.orka.registry.GitSettings;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginConfig;
import io.orka.registry.PluginEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks out an entry's repository, at the current commit of its ref or at the locked commit.
 *
 * <p>The {@code git} program, its configuration, hooks and filters are not used. Safe for use by multiple threads.
 * Different keys are fetched in parallel, and jobs for one key one after another.
 */
public final class GitCheckouts {

    private static final Logger LOG = LoggerFactory.getLogger(GitCheckouts.class);

    private final Path pluginsDirectory;
    private final Duration deadline;
    private final BiFunction<Path, String, PluginConfig> configReader;
    private final FetchLimits limits;
    private final AccessRules rules;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /**
     * Creates an instance without access to disk or network.
     *
     * @param pluginsDirectory the parent directory of the clones; created if necessary
     * @param credentials the credentials for https servers
     * @param settings the timeout and size limits of a fetch
     * @param configReader reads {@code config.json} in a plugin's directory, from the directory on disk and its path in
     *     the repository; exceptions of the reader are rethrown
     */
    public GitCheckouts(
            Path pluginsDirectory,
            Credentials credentials,
            GitSettings settings,
            BiFunction<Path, String, PluginConfig> configReader) {
        this(
                pluginsDirectory,
                credentials,
                settings.deadline(),
                configReader,
                FetchLimits.of(settings),
                homeOfThisUser(),
                HttpRoutes.of(settings, System.getenv()));
    }

    GitCheckouts(
            Path pluginsDirectory,
            Credentials credentials,
            Duration deadline,
            BiFunction<Path, String, PluginConfig> configReader,
            FetchLimits limits,
            Path home,
            HttpRoutes routes) {
        this.pluginsDirectory = requireNonNull(pluginsDirectory, "pluginsDirectory is null");
        this.deadline = requireNonNull(deadline, "deadline is null");
        this.configReader = requireNonNull(configReader, "configReader is null");
        this.limits = limits;
        this.rules = new AccessRules(requireNonNull(credentials, "credentials is null"), limits, home, routes);
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline is not positive: " + deadline);
        }
    }

    /**
     * Resolves the entry's ref, fetches the commit unless the clone contains it, and writes exactly the commit's files.
     *
     * <p>Other files in the work tree are deleted. A failure before the new commit is complete leaves the old clone
     * unchanged. This method blocks, and stops when its thread is interrupted.
     *
     * @param entry the entry to fetch
     * @param locked the lock entry of the same repository and ref, or {@code null}; a tag must refer to the locked
     *     commit
     * @param progress receives the progress, on another thread
     * @return the checked-out commit
     * @throws CheckoutFailure if the commit cannot be fetched
     */
    public Checkout checkout(PluginEntry entry, @Nullable LockEntry locked, FetchProgress progress) {
        return checkout(entry, new FollowedRef(entry, locked), progress);
    }

    /**
     * Checks out the commit in the lock file, regardless of the ref. Needs no network if the clone contains the commit.
     *
     * @param entry the entry to fetch
     * @param locked the lock entry of the plugin
     * @param progress receives the progress, on another thread
     * @return the locked commit, with the ref from which the commit was locked
     * @throws CheckoutFailure if the commit cannot be fetched
     */
    public Checkout checkoutLocked(PluginEntry entry, LockEntry locked, FetchProgress progress) {
        return checkout(entry, new LockedCommit(entry, locked), progress);
    }

    private Checkout checkout(PluginEntry entry, Target target, FetchProgress progress) {
        requireNonNull(progress, "progress is null");
        IsolatedGit.install(); // lazily, since a host that fetches nothing need not load JGit
        String name = entry.key().directoryName();
        ReentrantLock lock = locks.computeIfAbsent(name, any -> new ReentrantLock());
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw CheckoutFailure.interrupted(entry.repo().text());
        }
        try {
            ClonePlace place = ClonePlace.below(pluginsDirectory, name);
            place.cleanUp();
            return checkout(entry, target, place, progress);
        } catch (IOException unusable) {
            throw Thread.currentThread().isInterrupted()
                    ? CheckoutFailure.interrupted(entry.repo().text())
                    : CheckoutFailure.disk(pluginsDirectory.resolve(name), unusable);
        } finally {
            lock.unlock();
        }
    }

    private Checkout checkout(PluginEntry entry, Target target, ClonePlace place, FetchProgress progress)
            throws IOException {
        boolean done = false;
        try {
            CloneJob.Done clone = new CloneJob(entry, target, place, rules, limits, deadline, progress).run();
            new NeededFiles(entry.path()).check(clone.written().placeholders());
            Path directory = PluginPath.below(place.root(), entry.path());
            PluginConfig config = configReader.apply(directory, entry.path());
            done = true;
            return new Checkout(
                    entry,
                    config,
                    clone.ref(),
                    clone.commit().name(),
                    clone.tagNow(),
                    clone.written().tree().name(),
                    place.root(),
                    directory,
                    clone.written().placeholders());
        } finally {
            if (!done) {
                cleanUp(place);
            }
        }
    }

    /**
     * Deletes leftovers of jobs that a crash interrupted, and completes interrupted replacements of clones. Waits until
     * old clones are deleted. Called at the start of the host; each job also cleans up its own key.
     *
     * @throws CheckoutFailure when the directory of all clones cannot be used
     */
    public void cleanUp() {
        OldClones.awaitDeleted();
        try {
            if (Files.isDirectory(pluginsDirectory)) {
                for (String name : ClonePlace.unswept(pluginsDirectory)) {
                    alone(name, () -> {
                        ClonePlace.below(pluginsDirectory, name).cleanUp();
                        return Freed.NOTHING;
                    });
                }
            }
        } catch (IOException unusable) {
            throw CheckoutFailure.disk(pluginsDirectory, unusable);
        }
    }

    /**
     * Removes the clones of all keys that are not in a set. A clone in use by a job is kept.
     *
     * @param keys the keys whose clones are kept
     * @return the freed space
     * @throws CheckoutFailure when a clone cannot be removed; earlier clones in the order have been removed
     */
    public Freed retain(Set<PluginKey> keys) {
        Set<String> names = keys.stream().map(PluginKey::directoryName).collect(Collectors.toSet());
        try {
            Freed freed = Freed.NOTHING;
            if (Files.isDirectory(pluginsDirectory)) {
                for (Path entry : DirectoryTree.entries(pluginsDirectory)) {
                    String name = entry.getFileName().toString();
                    if (!names.contains(name) && !name.startsWith(".") && Clone.isOne(entry)) {
                        freed = freed.plus(alone(name, () -> {
                            Freed bytes = new Freed(1, DirectoryTree.bytes(entry));
                            ClonePlace place = ClonePlace.below(pluginsDirectory, name);
                            place.leave();
                            place.cleanUp();
                            return bytes;
                        }));
                    }
                }
            }
            return freed;
        } catch (IOException unusable) {
            throw CheckoutFailure.disk(pluginsDirectory, unusable);
        }
    }

    /** Removes the files of a name, unless a job for this name is running. */
    private Freed alone(String name, Cleaning cleaning) throws IOException {
        ReentrantLock lock = locks.computeIfAbsent(name, any -> new ReentrantLock());
        if (!lock.tryLock()) {
            return Freed.NOTHING;
        }
        try {
            return cleaning.run();
        } finally {
            lock.unlock();
        }
    }

    private static void cleanUp(ClonePlace place) {
        try {
            place.cleanUp();
        } catch (IOException later) {
            LOG.debug("The next job will delete the leftovers", later);
        }
    }

    /** Returns the home directory, or a directory without SSH keys if the user has none, as in many containers. */
    private static Path homeOfThisUser() {
        String home = System.getProperty("user.home", "");
        return home.startsWith("/") ? Path.of(home) : Path.of("/nonexistent");
    }

    /** The removal of the files of one name. */
    @FunctionalInterface
    private interface Cleaning {
        Freed run() throws IOException;
    }
}
