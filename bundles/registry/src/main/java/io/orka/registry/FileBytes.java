package io.orka.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads the bytes of a small file, up to a limit. */
final class FileBytes {

    private FileBytes() {}

    /**
     * Reads a whole regular file.
     *
     * @throws NoSuchFileException when the file does not exist
     * @throws IOException when the file is not regular, too large, or unreadable; the message is for users
     */
    static byte[] read(Path file, int limit, LinkOption... links) throws IOException {
        // Only regular files are opened, since a pipe or a device would block the reader.
        if (!Files.readAttributes(file, BasicFileAttributes.class, links).isRegularFile()) {
            throw new IOException(file + " is not a regular file");
        }
        try (InputStream in = Files.newInputStream(file, links)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new IOException(file + " is larger than " + (limit >> 20) + " MiB");
            }
            return bytes;
        } catch (AccessDeniedException e) {
            throw new IOException(file + " is not readable by this user", e);
        }
    }

    /** Computes SHA-256 as 64 hexadecimal digits. */
    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
