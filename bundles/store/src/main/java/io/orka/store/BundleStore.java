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
 * Bundles on disk, each in a directory named by its digest. Stored bundles can be activated without a network.
 *
 * <p>A directory appears atomically, complete and flushed to the disk, so that after a crash a bundle either exists or
 * does not. Every bundle is read and checked against its digest when it is looked up. A damaged bundle is renamed to
 * {@code <digest>.damaged-<n>} for inspection, and is no longer found. Only the owner can enter the store.
 *
 * <p>Safe for use by multiple threads. Two processes must not share a store: opening it removes the unfinished bundles
 * of the other.
 */
public final class BundleStore {

    private static final Logger LOG = LoggerFactory.getLogger(BundleStore.class);
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern DAMAGED = Pattern.compile("[0-9a-f]{64}\\.damaged-[0-9]+");

    private final Path directory;
    private final Path incoming;

    /**
     * Opens or creates a store, and removes unfinished bundles. On a disk that is full, read-only or broken it opens an
     * existing store, whose bundles may be readable.
     *
     * @param directory the directory of the bundles
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
     * The directory in which bundles are created, on the same file system as the store. Emptied when the store is
     * opened.
     *
     * @return a directory inside the store; it may be missing if the disk was full or read-only at startup
     */
    public Path stagingDirectory() {
        return incoming;
    }

    /**
     * Moves a bundle into the store. If the store already contains the bundle, it is kept, its age is reset, and the
     * staged one is removed.
     *
     * @param staged a bundle below {@link #stagingDirectory()}; its directory is removed
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
                Files.setLastModifiedTime(place, FileTime.from(Instant.now())); // it is used again: see retain
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
     * Whether a string is a valid digest.
     *
     * @param text any string
     * @return whether it is 64 lower-case hexadecimal digits
     */
    public static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    /**
     * Whether a store contains a bundle, without reading or checking it.
     *
     * @param directory of the store, which need not exist
     * @param digest 64 lower-case hexadecimal digits
     * @return whether its directory exists
     */
    public static boolean has(Path directory, String digest) {
        return isDigest(digest) && Files.isDirectory(directory.resolve(digest), NOFOLLOW_LINKS);
    }

    /**
     * As {@link #has(Path, String)}, but for this store.
     *
     * @param digest 64 lower-case hexadecimal digits
     * @return whether its directory exists
     */
    public boolean has(String digest) {
        return has(directory, digest);
    }

    /**
     * Finds a bundle and checks every byte of it.
     *
     * @param digest 64 lower-case hexadecimal digits
     * @return the bundle; empty when it is missing, or was damaged and has been renamed with a warning in the log
     * @throws StoreFailure when the digest is invalid, or the disk cannot be read
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
     * The digests of all bundles in the store, unchecked.
     *
     * @return a new sorted set
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
     * Removes a bundle atomically, if it exists.
     *
     * @param digest 64 lower-case hexadecimal digits
     * @throws StoreFailure when the digest is invalid, or the bundle cannot be removed
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
     * Removes unused bundles, and damaged ones after a retention time. Each is removed atomically.
     *
     * @param digests the bundles to keep: those of active versions and those needed for a rollback
     * @param unnamed the minimum age of an unused bundle, so that a bundle is kept that was just added and is not in
     *     use yet
     * @param damaged the retention time of damaged bundles
     * @return the freed space
     * @throws StoreFailure when one cannot be removed; the ones before it have been removed
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
     * The result of reading a bundle's directory.
     *
     * @param bundle the bundle, if it is intact
     * @param damage otherwise its defect
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

    /** Reads the bundle again under the lock, since another thread may have renamed it and stored a good one. */
    private synchronized void setAside(Path place, String digest) throws IOException {
        @Nullable String damage = Look.at(place, digest).damage();
        if (damage != null) {
            Path aside = aside(place);
            if (Files.isDirectory(place, NOFOLLOW_LINKS)) {
                // Retention starts when it is renamed, not when it was created.
                Files.setLastModifiedTime(place, FileTime.from(Instant.now()));
            }
            DirectoryTree.move(place, aside, Failpoint.STORE_ASIDE);
            LOG.warn("A bundle is damaged ({}) and was renamed to {}", damage, aside);
        }
    }

    /** The first unused name {@code <digest>.damaged-<n>}. */
    private static Path aside(Path place) {
        for (int n = 1; ; n++) {
            Path aside = place.resolveSibling(place.getFileName() + ".damaged-" + n);
            if (!Files.exists(aside, NOFOLLOW_LINKS)) {
                return aside;
            }
        }
    }
}
