package io.orka.checkout;

import io.orka.durable.Failpoint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/** Creates the files and directories of a work tree, within limits, without overwriting any file. */
final class TreeFiles {

    private static final int LARGEST_POINTER = 1024;
    private static final String POINTER = "version https://git-lfs.github.com/spec/";

    private final ObjectReader reader;
    private final Path root;
    private final FetchLimits limits;
    private final ObjectChecker names = new ObjectChecker().setSafeForMacOS(true);
    private final List<Placeholder> placeholders = new ArrayList<>();
    private int entries;
    private int linked;
    private long bytes;

    TreeFiles(ObjectReader reader, Path root, FetchLimits limits) {
        this.reader = reader;
        this.root = root;
        this.limits = limits;
    }

    void directory(String name) throws IOException {
        Path path = next(name);
        create(() -> Files.createDirectory(path), name);
    }

    /** Writes a blob, and returns the file. */
    Path file(String name, ObjectId id, FileMode mode) throws IOException {
        Path path = next(name);
        ObjectLoader blob = reader.open(id);
        bytes += blob.getSize();
        if (blob.getSize() > limits.fileBytes()) {
            throw CheckoutFailure.tooLarge(
                    "'" + name + "' has " + blob.getSize() + " bytes; the limit is " + limits.fileBytes(),
                    "git.maxFile");
        }
        if (bytes > limits.treeBytes()) {
            throw CheckoutFailure.tooLarge(
                    "the commit's files have more than " + limits.treeBytes() + " bytes in total", "git.maxRepository");
        }
        create(
                () -> {
                    try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW)) {
                        blob.copyTo(out);
                    }
                },
                name);
        if (mode == FileMode.EXECUTABLE_FILE && !path.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + path + " executable");
        }
        if (blob.getSize() <= LARGEST_POINTER
                && new String(blob.getCachedBytes(), StandardCharsets.ISO_8859_1).startsWith(POINTER)) {
            placeholders.add(new Placeholder(name, Placeholder.Kind.LFS, ""));
        }
        return path;
    }

    /** Writes a link as a text file with its target, like Git without support for links. */
    void link(String name, ObjectId id, Placeholder.Kind kind, String target) throws IOException {
        file(name, id, FileMode.REGULAR_FILE);
        placeholders.add(new Placeholder(name, kind, target));
    }

    /** Returns the files that were written in place of other files. */
    List<Placeholder> placeholders() {
        return List.copyOf(placeholders);
    }

    /** Counts a link and checks the limit. Links are resolved later, once all are known. */
    void countLink() throws IOException {
        bound(++linked);
    }

    private Path next(String name) throws IOException {
        bound(++entries);
        return check(name);
    }

    private void bound(int count) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while writing files");
        }
        if (count > limits.files()) {
            throw CheckoutFailure.tooLarge(
                    "the commit has more than " + limits.files() + " files and directories", "git.maxEntries");
        }
    }

    /** Returns the path of a file, if Git and this machine allow the file's name. */
    Path check(String name) {
        try {
            names.checkPath(name);
            return root.resolve(name);
        } catch (CorruptObjectException forbidden) {
            throw CheckoutFailure.fileName(name, "Git does not allow");
        } catch (InvalidPathException unmappable) {
            throw CheckoutFailure.fileName(name, "this machine's locale does not support; set LC_ALL=C.UTF-8");
        }
    }

    private static void create(Creation creation, String name) throws IOException {
        try {
            Failpoint.CLONE_WRITE.hit();
            creation.run();
        } catch (FileAlreadyExistsException clash) {
            throw CheckoutFailure.fileName(name, "differs from another name only in case");
        }
    }

    /** The creation of one file or directory. */
    @FunctionalInterface
    private interface Creation {
        void run() throws IOException;
    }
}
