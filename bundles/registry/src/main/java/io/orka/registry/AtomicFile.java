package io.orka.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Replaces a file as a whole: whoever reads it, and whatever fails, there is the old content or the new one. */
final class AtomicFile {

    private AtomicFile() {}

    /**
     * Writes beside the file, onto the disk, and renames. Permissions stay, and so does a symbolic link.
     *
     * @param file is made, with its directory, when it does not exist
     * @param content all its bytes
     * @param still asked just before the rename; when it answers no, nothing changes
     * @return whether the file was replaced
     */
    static boolean replace(Path file, byte[] content, BooleanSupplier still) throws IOException {
        Path target = target(file.toAbsolutePath());
        Path directory = target.resolveSibling("");
        Files.createDirectories(directory);
        Path beside = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel =
                    FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                keepPermissions(target, beside);
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            if (!still.getAsBoolean()) {
                return false;
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
        return true;
    }

    /** The file behind a symbolic link, which need not exist yet. */
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
