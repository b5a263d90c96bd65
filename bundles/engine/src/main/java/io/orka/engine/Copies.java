package io.orka.engine;

import io.orka.durable.AtomicFile;
import io.orka.durable.DirectoryTree;
import io.orka.durable.Failpoint;
import io.orka.durable.Written;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The copies of the jar files, by content. The framework installs a copy, so a change of the file does not affect the
 * installation. The previous content can be reinstalled from its copy, even after a restart. Confined to the engine
 * thread.
 */
final class Copies {

    private static final Logger LOG = LoggerFactory.getLogger(Copies.class);
    private static final String JAR = ".jar";

    /** The copy of one content. */
    record Copy(String digest, Path path) {}

    private final Path directory;
    private final Path index;
    private final Properties good = new Properties();

    Copies(Path directory) {
        this.directory = directory;
        this.index = directory.resolve("good.properties");
        if (Files.exists(index)) {
            try {
                good.load(new ByteArrayInputStream(Files.readAllBytes(index)));
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("Cannot read {}: the engine bundles that ran last are unknown", index, e);
            }
        }
    }

    Copy take(Path jar) throws IOException {
        Path there = place(digest(jar, OutputStream.nullOutputStream()));
        if (isWhole(there)) {
            return copy(there);
        }
        Files.createDirectories(directory);
        Path beside = there.resolveSibling(there.getFileName() + ".tmp");
        try {
            String digest;
            try (OutputStream out = Files.newOutputStream(beside)) {
                digest = digest(jar, out);
            }
            DirectoryTree.flushEntries(beside, Failpoint.RUN_FLUSH);
            Path place = place(digest);
            DirectoryTree.move(beside, place, Failpoint.RUN_RENAME);
            DirectoryTree.flushEntries(directory, Failpoint.RUN_FLUSH_DIRECTORY);
            return copy(place);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Returns the content of a file that ran last, in this host or an earlier host. */
    Optional<Copy> good(String file) {
        String digest = good.getProperty(file);
        return Optional.ofNullable(digest)
                .map(this::place)
                .filter(Copies::isWhole)
                .map(Copies::copy);
    }

    /** Records that a content of a file runs. */
    void isGood(String file, Copy copy) {
        if (!copy.digest().equals(good.setProperty(file, copy.digest()))) {
            write();
        }
    }

    /** Forgets files that no longer exist, and deletes unused copies. */
    void cleanUp(Set<String> files, Set<String> digests) {
        if (good.keySet().retainAll(files)) {
            write();
        }
        Set<String> needed = new HashSet<>(digests);
        good.values().forEach(digest -> needed.add((String) digest));
        if (!Files.isDirectory(directory)) {
            return;
        }
        try {
            for (Path each : DirectoryTree.entries(directory)) {
                String name = each.getFileName().toString();
                boolean unused =
                        name.endsWith(JAR) && !needed.contains(name.substring(0, name.length() - JAR.length()));
                if (unused || name.endsWith(".tmp")) {
                    DirectoryTree.remove(each, Failpoint.RUN_SWEEP);
                }
            }
        } catch (IOException e) {
            LOG.warn("Could not delete old copies of engine bundles in {}", directory, e);
        }
    }

    private void write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            good.store(bytes, null);
            boolean unused = AtomicFile.replace(Written.RUN_FILE, index, bytes.toByteArray(), () -> true);
        } catch (IOException e) {
            LOG.warn("Could not record which engine bundles ran last", e);
        }
    }

    private Path place(String digest) {
        return directory.resolve(digest + JAR);
    }

    private static Copy copy(Path path) {
        String name = path.getFileName().toString();
        return new Copy(name.substring(0, name.length() - JAR.length()), path);
    }

    /** Returns whether the content of a copy matches its name: unflushed data may be lost, and files may be damaged. */
    private static boolean isWhole(Path copy) {
        try {
            return Files.isRegularFile(copy)
                    && copy(copy).digest().equals(digest(copy, OutputStream.nullOutputStream()));
        } catch (IOException e) {
            return false;
        }
    }

    private static String digest(Path file, OutputStream copy) throws IOException {
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
            in.transferTo(copy);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
