package io.orka.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.Objects.requireNonNull;

import io.orka.durable.DirectoryTree;
import io.orka.durable.Failpoint;
import io.orka.durable.Freed;
import io.orka.wrap.BundleDigest;
import io.orka.wrap.PluginBundle;
import io.orka.wrap.WrapFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bundles on disk, each in a directory named by its digest: what can be served without a network.
 *
 * <p>A directory appears there in one step, whole and flushed to the disk, so that a crash leaves a bundle there or not
 * there. Every bundle found was read and checked against its digest. What does not agree is set aside as
 * {@code <digest>.damaged-<n>}, for people to look at, and no longer found. Only the owner can enter the store.
 *
 * <p>Safe for use by many threads of one process. Two processes must not share a store: opening it removes what another
 * one has not finished.
 */
public final class BundleStore {

    private static final Logger LOG = LoggerFactory.getLogger(BundleStore.class);
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern DAMAGED = Pattern.compile("[0-9a-f]{64}\\.damaged-[0-9]+");

    private final Path directory;
    private final Path incoming;

    /**
     * Opens a store, or makes one, and removes what was left unfinished. On a disk that is full, read-only or broken it opens
     * one that is there, whose bundles may be readable.
     *
     * @param directory where the bundles are
     * @throws StoreFailure when the directory cannot be used
     */
    public BundleStore(Path directory) {
        requireNonNull(directory, "directory is null");
        try {
            if (!Files.isDirectory(directory)) {
                OwnersDirectory.create(directory);
            }
            this.directory = directory.toRealPath();
            incoming = Incoming.emptied(this.directory);
        } catch (IOException e) {
            throw StoreFailure.unusable(directory, e);
        }
    }

    /**
     * Where bundles are made before they are added, on the same file system as the store. Emptied when the store is opened.
     *
     * @return a directory inside the store; where the disk took none at the start, it need not exist
     */
    public Path stagingDirectory() {
        return incoming;
    }

    /**
     * Moves a bundle into the store. A bundle that is there already stays as it is but counts as new, and the staged one is
     * removed.
     *
     * @param staged a bundle below {@link #stagingDirectory()}; its directory is gone afterwards
     * @return the bundle in the store
     * @throws StoreFailure when it cannot be written
     */
    public PluginBundle add(PluginBundle staged) {
        Path source = staged.directory();
        if (!source.startsWith(incoming) || source.equals(incoming)) {
            throw new IllegalArgumentException(source + " is not below " + incoming);
        }
        Path place = place(staged.digest());
        try {
            if (find(staged.digest()).isPresent()) {
                Files.setLastModifiedTime(place, FileTime.from(Instant.now())); // it is wanted again: see retain
            } else {
                DirectoryTree.flush(source, Failpoint.STORE_FLUSH);
                DirectoryTree.moveUnlessThere(source, place, Failpoint.STORE_RENAME);
                DirectoryTree.flushEntries(directory, Failpoint.STORE_FLUSH_DIRECTORY);
            }
            DirectoryTree.remove(source, Failpoint.STAGING_DELETE);
            return staged.movedTo(place);
        } catch (IOException e) {
            throw StoreFailure.unusable(place, e);
        }
    }

    /**
     * Whether a text can name a bundle at all.
     *
     * @param text any text
     * @return whether it is 64 lower-case hexadecimal digits
     */
    public static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    /**
     * Whether a store has a bundle, as far as can be told without opening it: the bundle is not read.
     *
     * @param directory of the store, which need not exist
     * @param digest 64 lower-case hexadecimal digits
     * @return whether its directory is there
     */
    public static boolean has(Path directory, String digest) {
        return isDigest(digest) && Files.isDirectory(directory.resolve(digest), NOFOLLOW_LINKS);
    }

    /**
     * The same for this store.
     *
     * @param digest 64 lower-case hexadecimal digits
     * @return whether its directory is there
     */
    public boolean has(String digest) {
        return has(directory, digest);
    }

    /**
     * Finds a bundle and checks every byte of it.
     *
     * @param digest 64 lower-case hexadecimal digits
     * @return the bundle; empty when it is not there, or was damaged and has been set aside with a warning in the log
     * @throws StoreFailure when the text is no digest, or the disk cannot be read
     */
    public Optional<PluginBundle> find(String digest) {
        Path place = place(digest);
        try {
            if (!Files.exists(place, NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            Look look = Look.at(place, digest);
            if (look.damage() != null) {
                setAside(place, digest);
            }
            return Optional.ofNullable(look.bundle());
        } catch (NoSuchFileException e) {
            LOG.debug("bundle {} was removed while it was read", place, e);
        } catch (IOException e) {
            throw StoreFailure.unusable(place, e);
        }
        return Optional.empty();
    }

    /**
     * The digests of all bundles that are there, unchecked.
     *
     * @return a new set, in order
     * @throws StoreFailure when the disk cannot be read
     */
    public Set<String> digests() {
        try (Stream<Path> children = Files.list(directory)) {
            Set<String> digests = new TreeSet<>();
            children.map(child -> String.valueOf(child.getFileName()))
                    .filter(DIGEST.asMatchPredicate())
                    .forEach(digests::add);
            return digests;
        } catch (IOException e) {
            throw StoreFailure.unusable(directory, e);
        }
    }

    /**
     * Removes a bundle, if it is there. It is gone from the store in one step.
     *
     * @param digest 64 lower-case hexadecimal digits
     * @throws StoreFailure when the text is no digest, or the bundle cannot be removed
     */
    public synchronized void remove(String digest) {
        Path place = place(digest);
        try {
            if (Files.exists(place, NOFOLLOW_LINKS)) {
                discard(place);
            }
        } catch (IOException e) {
            throw StoreFailure.unusable(place, e);
        }
    }

    /**
     * Removes the bundles nobody names, and damaged ones that were looked at long enough. Each is gone in one step.
     *
     * @param digests the bundles that stay: all that run, and all there is a way back to
     * @param unnamed how long ago a bundle must have been made to be removed, so that one stays that was just added and
     *     has not been named yet
     * @param damaged how long ago a bundle must have been set aside to be removed
     * @return what that freed
     * @throws StoreFailure when one cannot be removed; those before it are gone
     */
    public synchronized Freed retain(Set<String> digests, Duration unnamed, Duration damaged) {
        Instant now = Instant.now();
        try {
            Freed freed = Freed.NOTHING;
            for (Path entry : DirectoryTree.entries(directory)) {
                String name = String.valueOf(entry.getFileName());
                boolean stays = DIGEST.matcher(name).matches()
                        ? digests.contains(name) || changedSince(now.minus(unnamed), entry)
                        : !DAMAGED.matcher(name).matches() || changedSince(now.minus(damaged), entry);
                if (!stays) {
                    freed = freed.plus(discard(entry));
                }
            }
            return freed;
        } catch (IOException e) {
            throw StoreFailure.unusable(directory, e);
        }
    }

    private static boolean changedSince(Instant time, Path entry) throws IOException {
        return Files.getLastModifiedTime(entry, NOFOLLOW_LINKS).toInstant().isAfter(time);
    }

    private Freed discard(Path entry) throws IOException {
        Path discarded = incoming.resolve("removed-" + UUID.randomUUID());
        DirectoryTree.move(entry, discarded, Failpoint.STORE_REMOVE);
        Freed freed = new Freed(1, DirectoryTree.bytes(discarded));
        DirectoryTree.remove(discarded, Failpoint.STORE_DELETE);
        return freed;
    }

    private Path place(String digest) {
        if (!isDigest(digest)) {
            throw StoreFailure.notADigest(digest);
        }
        return directory.resolve(digest);
    }

    /**
     * What is in the place of a bundle.
     *
     * @param bundle the bundle, if it is whole
     * @param damage else what is wrong with it
     */
    private record Look(
            @Nullable PluginBundle bundle, @Nullable String damage) {

        static Look at(Path place, String digest) throws IOException {
            try {
                String found = BundleDigest.of(place);
                return found.equals(digest)
                        ? new Look(PluginBundle.read(place, digest), null)
                        : new Look(null, "its files have the digest " + found);
            } catch (WrapFailure e) {
                return new Look(null, e.reason());
            }
        }
    }

    /** Looks again, alone: another thread may have set it aside and a good one may have come since. */
    private synchronized void setAside(Path place, String digest) throws IOException {
        @Nullable String damage = Look.at(place, digest).damage();
        if (damage != null) {
            Path aside = aside(place);
            if (Files.isDirectory(place, NOFOLLOW_LINKS)) {
                // How long it was set aside counts, not how long ago it was made.
                Files.setLastModifiedTime(place, FileTime.from(Instant.now()));
            }
            DirectoryTree.move(place, aside, Failpoint.STORE_ASIDE);
            LOG.warn("a bundle is damaged ({}) and was set aside as {}", damage, aside);
        }
    }

    /** The first free {@code <digest>.damaged-<n>}. */
    private static Path aside(Path place) {
        for (int n = 1; ; n++) {
            Path aside = place.resolveSibling(place.getFileName() + ".damaged-" + n);
            if (!Files.exists(aside, NOFOLLOW_LINKS)) {
                return aside;
            }
        }
    }
}
