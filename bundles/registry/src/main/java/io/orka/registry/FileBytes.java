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

/** The bytes of a small file, read once and never more than allowed. */
final class FileBytes {

    private FileBytes() {}

    /**
     * Reads a whole regular file.
     *
     * @throws NoSuchFileException when there is none
     * @throws IOException when it is something else, larger than the limit, or unreadable; the message is for people
     */
    static byte[] read(Path file, int limit, LinkOption... links) throws IOException {
        // A pipe or a device would block the reader, so what is not a file is never opened.
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
            throw new IOException(file + " may not be read by this user", e);
        }
    }

    /** SHA-256 as 64 hexadecimal digits. */
    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
