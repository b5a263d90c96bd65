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
 * A store of bundles on disk. The name of a bundle's directory is the bundle's digest. Stored bundles can be activated
 * without a network.
 *
 * <p>A bundle is added atomically, after it is flushed to the disk, so that a crash leaves no incomplete bundle. Every
 * lookup reads the whole bundle and checks it against its digest. A damaged bundle is renamed to {@code
 * <digest>.damaged-<n>} for inspection, and is no longer found. Only the owner can enter the store.
 *
 * <p>Safe for use by multiple threads. Two processes must not share a store, since a process that opens the store
 * removes the unfinished bundles of the other process.
 */
public final class BundleStore {

    private static final Logger LOG = LoggerFactory.getLogger(BundleStore.class);
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern DAMAGED = Pattern.compile("[0-9a-f]{64}\\.damaged-[0-9]+");

    private final Path directory;
    private final Path incoming;

    /**
     * Opens or creates a store, and removes unfinished bundles. On a disk that is full, read-only or broken, an
     * existing store is opened nevertheless, since its bundles may be readable.
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
     * Returns the directory in which bundles are created. The directory is on the same file system as the store, and is
     * emptied when the store is opened.
     *
     * @return a directory in the store, which may be missing if the disk was full or read-only at startup
     */
    public Path stagingDirectory() {
        return incoming;
    }

    /**
     * Moves a bundle into the store. If the store already contains the bundle, the age of the stored bundle is reset,
     * and the staged bundle is removed.
     *
     * @param staged a bundle below {@link #stagingDirectory()}, whose directory is removed
     * @return the bundle in the store
     * @throws StoreFailure when the bundle cannot be written
     */
    public PluginBundle add(PluginBundle staged) {
        Path source = staged.directory();
        if (!source.startsWith(incoming) || source.equals(incoming)) {
            throw new IllegalArgumentException(source + " is not below " + incoming);
        }
        Path place = place(staged.digest());
        try {
            if (find(staged.digest()).isPresent()) {
                Files.setLastModifiedTime(place, FileTime.from(Instant.now())); // resets the age for retain
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
     * Returns whether a string is a valid digest.
     *
     * @param text any string
     * @return whether the string consists of 64 lowercase hexadecimal digits
     */
    public static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    /**
     * Returns whether a store contains a bundle, without reading or checking the bundle.
     *
     * @param directory the directory of the store, which need not exist
     * @param digest 64 lowercase hexadecimal digits
     * @return whether the bundle's directory exists
     */
    public static boolean has(Path directory, String digest) {
        return isDigest(digest) && Files.isDirectory(directory.resolve(digest), NOFOLLOW_LINKS);
    }

    /**
     * Returns whether this store contains a bundle, without reading or checking the bundle.
     *
     * @param digest 64 lowercase hexadecimal digits
     * @return whether the bundle's directory exists
     */
    public boolean has(String digest) {
        return has(directory, digest);
    }

    /**
     * Finds a bundle, and checks all its bytes. A damaged bundle is renamed and logged as a warning.
     *
     * @param digest 64 lowercase hexadecimal digits
     * @return the bundle; empty when the bundle is missing or damaged
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
     * Returns the digests of all bundles in the store, without checking the bundles.
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
     * Removes a bundle atomically, if the bundle exists.
     *
     * @param digest 64 lowercase hexadecimal digits
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
     * Removes unused bundles, and removes damaged bundles after a retention time. Each bundle is removed atomically.
     *
     * @param digests the bundles to keep: the bundles of active versions and those needed for a rollback
     * @param unnamed the minimum age of an unused bundle, so that a bundle that was just added is kept until its first
     *     use
     * @param damaged the retention time of damaged bundles
     * @return the freed space
     * @throws StoreFailure when a bundle cannot be removed; bundles before it in the order have been removed
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
     * @param damage the defect of a damaged bundle, otherwise {@code null}
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

    /**
     * Renames a damaged bundle. Reads the bundle again under the lock, since another thread may have replaced it by an
     * intact bundle.
     */
    private synchronized void setAside(Path place, String digest) throws IOException {
        @Nullable String damage = Look.at(place, digest).damage();
        if (damage != null) {
            Path aside = aside(place);
            if (Files.isDirectory(place, NOFOLLOW_LINKS)) {
                // The retention time starts at the renaming.
                Files.setLastModifiedTime(place, FileTime.from(Instant.now()));
            }
            DirectoryTree.move(place, aside, Failpoint.STORE_ASIDE);
            LOG.warn("A bundle is damaged ({}) and was renamed to {}", damage, aside);
        }
    }

    /** Returns the first unused path {@code <digest>.damaged-<n>}. */
    private static Path aside(Path place) {
        for (int n = 1; ; n++) {
            Path aside = place.resolveSibling(place.getFileName() + ".damaged-" + n);
            if (!Files.exists(aside, NOFOLLOW_LINKS)) {
                return aside;
            }
        }
    }
}
