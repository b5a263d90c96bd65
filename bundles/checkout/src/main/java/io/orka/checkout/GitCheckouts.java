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
 * Brings an entry's repository to disk, at the commit its ref means now or at the one that is locked.
 *
 * <p>Uses neither the git program nor anybody's git configuration; runs no hook and no filter. Safe for use by many
 * threads: different keys are fetched side by side, jobs for one key one after the other.
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
     * Remembers where clones live and how to get them; touches neither disk nor network.
     *
     * @param pluginsDirectory the directory below which each key has its clone; made when needed
     * @param credentials what to log in with at https hosts
     * @param settings how long a fetch may take, and how much it may bring
     * @param configReader reads {@code config.json} of a plugin's directory, given also as its path inside the
     *     repository; its failures are passed on
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
     * Resolves the entry's ref, fetches its commit unless it is there, and writes exactly its files.
     *
     * <p>What else lay in the work tree is deleted. A failure before the new commit is complete leaves the old clone
     * as it was. Blocks; an interrupt ends it.
     *
     * @param entry what to fetch
     * @param locked what the lock says of the same repository and ref, or {@code null}: a tag has to name the same commit
     * @param progress hears how far it is, from another thread
     * @return the checked-out commit
     * @throws CheckoutFailure if it cannot be had
     */
    public Checkout checkout(PluginEntry entry, @Nullable LockEntry locked, FetchProgress progress) {
        return checkout(entry, new FollowedRef(entry, locked), progress);
    }

    /**
     * The same for the commit in the lock, wherever the ref points now. Without a network where the clone has it.
     *
     * @param entry what to fetch
     * @param locked what the lock says of it
     * @param progress hears how far it is, from another thread
     * @return the locked commit, with the ref that was followed when it was locked
     * @throws CheckoutFailure if it cannot be had
     */
    public Checkout checkoutLocked(PluginEntry entry, LockEntry locked, FetchProgress progress) {
        return checkout(entry, new LockedCommit(entry, locked), progress);
    }

    private Checkout checkout(PluginEntry entry, Target target, FetchProgress progress) {
        requireNonNull(progress, "progress is null");
        IsolatedGit.install(); // not sooner: a start that fetches nothing need not load JGit
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
            place.sweep();
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
                sweep(place);
            }
        }
    }

    /**
     * Deletes what jobs left that a crash cut short, and finishes what they had begun to put in place. For the start of
     * the host; each job does it for its own key too. Waits for old clones that are being deleted.
     *
     * @throws CheckoutFailure when the directory of all clones cannot be used
     */
    public void sweep() {
        OldClones.awaitDeleted();
        try {
            if (Files.isDirectory(pluginsDirectory)) {
                for (String name : ClonePlace.unswept(pluginsDirectory)) {
                    alone(name, () -> {
                        ClonePlace.below(pluginsDirectory, name).sweep();
                        return Freed.NOTHING;
                    });
                }
            }
        } catch (IOException unusable) {
            throw CheckoutFailure.disk(pluginsDirectory, unusable);
        }
    }

    /**
     * Removes the clones of all other keys. One that a job is at work on stays.
     *
     * @param keys whose clones stay
     * @return what that freed
     * @throws CheckoutFailure when one cannot be removed; those before it are gone
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
                            place.sweep();
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

    /** Does it unless a job for that name is under way. */
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

    private static void sweep(ClonePlace place) {
        try {
            place.sweep();
        } catch (IOException later) {
            LOG.debug("left for the next job", later);
        }
    }

    /** A user without a home, as in many containers, has no ssh keys. */
    private static Path homeOfThisUser() {
        String home = System.getProperty("user.home", "");
        return home.startsWith("/") ? Path.of(home) : Path.of("/nonexistent");
    }

    /** Removes something of one name. */
    @FunctionalInterface
    private interface Cleaning {
        Freed run() throws IOException;
    }
}
