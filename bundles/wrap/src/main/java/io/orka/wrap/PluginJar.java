package io.orka.wrap;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.orka.durable.Failpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Unpacks the plugin's own jar into one directory, within limits, since the jar comes from an untrusted build.
 *
 * <p>Only the jar's central directory is used, so local headers with other contents have no effect. An entry that is
 * marked as a symbolic link becomes a plain file.
 */
final class PluginJar {

    private static final int ENTRIES = 20_000;
    private static final long BYTES = 200L << 20;
    private static final int BUFFER = 1 << 16;

    private final Path jar;
    private final Path directory;
    private final byte[] buffer = new byte[BUFFER];
    private long written;

    private PluginJar(Path jar, Path directory) {
        this.jar = jar;
        this.directory = directory;
    }

    /** Unpacks the plugin's own files, and returns their paths. */
    static List<Path> unpack(Path jar, Path directory) {
        if (!Files.isRegularFile(jar, NOFOLLOW_LINKS)) {
            throw WrapFailure.unreadableInput(jar, new IOException("it is not a regular file"));
        }
        try (ZipFile zip = new ZipFile(jar.toFile(), StandardCharsets.UTF_8)) {
            return new PluginJar(jar, directory).unpack(zip);
        } catch (IOException e) {
            throw WrapFailure.unreadableInput(jar, e);
        }
    }

    private List<Path> unpack(ZipFile zip) throws IOException {
        if (zip.size() > ENTRIES) {
            throw WrapFailure.unsafeJar(jar, "has more than " + ENTRIES + " entries");
        }
        List<Path> files = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            EntryName name = EntryName.of(entry.getName(), jar);
            if (!names.add(name.text())) {
                throw WrapFailure.unsafeJar(jar, "has the entry '" + name.text() + "' twice");
            }
            if (!entry.isDirectory() && name.isPlugins()) {
                files.add(write(zip, entry));
            }
        }
        return files;
    }

    private Path write(ZipFile zip, ZipEntry entry) throws IOException {
        Path file = place(entry.getName());
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = create(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                written += count;
                if (written > BYTES) {
                    throw WrapFailure.unsafeJar(jar, "unpacks to more than " + (BYTES >> 20) + " MiB");
                }
                write(out, count, file);
            }
        }
        return file;
    }

    private void write(OutputStream out, int count, Path file) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            throw WrapFailure.cannotWrite(file, e);
        }
    }

    private OutputStream create(Path file) {
        try {
            Failpoint.STAGING_WRITE.hit();
            Files.createDirectories(file.getParent());
            return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw WrapFailure.unsafeJar(
                    jar, "has the entry '" + directory.relativize(file) + "' that conflicts with another entry");
        } catch (IOException e) {
            throw WrapFailure.cannotWrite(file, e);
        }
    }

    private Path place(String name) {
        try {
            Path file = directory.resolve(name).normalize();
            if (!file.startsWith(directory)) {
                throw WrapFailure.unsafeJar(jar, "has the entry '" + name + "', which points outside the bundle");
            }
            return file;
        } catch (InvalidPathException e) {
            throw WrapFailure.unsafeJar(
                    jar,
                    "has the entry '" + name + "', which is not a valid file name on this system (try LC_ALL=C.UTF-8)");
        }
    }
}
