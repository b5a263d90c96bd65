package io.orka.durable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces a file atomically: readers see the old content or the new one, even after a failure or a power cut. */
public final class AtomicFile {

    private static final Logger LOG = LoggerFactory.getLogger(AtomicFile.class);

    private AtomicFile() {}

    /**
     * Writes a temporary file next to the file, flushes it to the disk and renames it. Permissions and symbolic links
     * are kept.
     *
     * @param what the kind of the file
     * @param file the file to replace; created, with its directory, if it does not exist
     * @param content all bytes of the new file
     * @param still checked just before the rename; if it returns {@code false}, the file stays unchanged
     * @return whether the file was replaced
     * @throws IOException when the write fails; the file then stays unchanged
     */
    public static boolean replace(Written what, Path file, byte[] content, BooleanSupplier still) throws IOException {
        Path target = target(file.toAbsolutePath());
        Path directory = target.resolveSibling("");
        Files.createDirectories(directory);
        Path beside = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            write(what, target, beside, content);
            if (!still.getAsBoolean()) {
                delete(what, beside);
                return false;
            }
            what.rename.hit();
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException | Error failure) {
            deleteBecauseOf(failure, what, beside);
            throw failure;
        }
        flushName(what, directory);
        return true;
    }

    /** Flushes the directory. Only logs a failure, since the new content is already visible. */
    private static void flushName(Written what, Path directory) {
        try {
            DirectoryTree.flushEntries(directory, what.flushDirectory);
        } catch (IOException e) {
            LOG.warn("{} was written, but its directory could not be flushed to the disk: {}", what, e.toString());
        }
    }

    /**
     * Deletes temporary files that crashed processes left next to a file.
     *
     * @param what the kind of the file
     * @param file the file; the file and its directory need not exist
     * @throws IOException when the temporary files cannot be listed or deleted
     */
    public static void cleanUp(Written what, Path file) throws IOException {
        Path target = target(file.toAbsolutePath());
        Pattern leftover =
                Pattern.compile("\\." + Pattern.quote(String.valueOf(target.getFileName())) + "\\.[0-9a-f-]{36}\\.tmp");
        Path directory = target.resolveSibling("");
        if (!Files.isDirectory(directory)) {
            return;
        }
        for (Path entry : DirectoryTree.entries(directory)) {
            if (leftover.matcher(entry.getFileName().toString()).matches()
                    && Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                delete(what, entry);
            }
        }
    }

    private static void write(Written what, Path target, Path beside, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            keepPermissions(target, beside);
            what.write.hit();
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            what.flush.hit();
            channel.force(true);
        }
    }

    private static void delete(Written what, Path beside) throws IOException {
        what.delete.hit();
        Files.deleteIfExists(beside);
    }

    private static void deleteBecauseOf(Throwable failure, Written what, Path beside) {
        try {
            delete(what, beside);
        } catch (IOException later) {
            failure.addSuppressed(later);
        }
    }

    /** Returns the target of a symbolic link. The target need not exist. */
    private static Path target(Path file) throws IOException {
        if (Files.exists(file)) {
            return file.toRealPath();
        }
        return Files.isSymbolicLink(file) ? file.resolveSibling(Files.readSymbolicLink(file)) : file;
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (view != null && Files.exists(from)) {
            view.setPermissions(Files.getPosixFilePermissions(from));
        }
    }
}
