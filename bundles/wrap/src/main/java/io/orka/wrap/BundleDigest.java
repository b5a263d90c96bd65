package io.orka.wrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Computes the digest that identifies a bundle: SHA-256 over the bundle's files.
 *
 * <p>The input of the digest is, for each file in the order of the paths with forward slashes, the path in UTF-8, a
 * zero byte, and the SHA-256 of the file's bytes. Times, modes, owners and empty directories are ignored, so the same
 * files have the same digest on every machine.
 */
public final class BundleDigest {

    private static final int BUFFER = 1 << 16;

    private BundleDigest() {}

    /**
     * Computes the digest of a bundle's directory. Reads all files.
     *
     * @param directory the bundle's top directory
     * @return 64 lowercase hexadecimal digits
     * @throws IOException when a file or directory cannot be read
     * @throws WrapFailure when the bundle contains a file of another kind, such as a symbolic link
     */
    public static String of(Path directory) throws IOException {
        MessageDigest whole = sha256();
        byte[] buffer = new byte[BUFFER];
        for (var file : files(directory).entrySet()) {
            whole.update(file.getKey().getBytes(UTF_8));
            whole.update((byte) 0);
            whole.update(of(file.getValue(), buffer));
        }
        return HexFormat.of().formatHex(whole.digest());
    }

    private static SortedMap<String, Path> files(Path directory) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) walk::iterator) {
                if (Files.isRegularFile(path, NOFOLLOW_LINKS)) {
                    files.put(slashed(directory.relativize(path)), path);
                } else if (!Files.isDirectory(path, NOFOLLOW_LINKS)) {
                    throw WrapFailure.notABundle(directory, path + " is neither a regular file nor a directory", null);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return files;
    }

    private static String slashed(Path relative) {
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }

    private static byte[] of(Path file, byte[] buffer) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file, NOFOLLOW_LINKS)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
