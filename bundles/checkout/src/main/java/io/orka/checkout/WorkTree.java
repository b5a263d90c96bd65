package io.orka.checkout;

import io.orka.durable.DirectoryTree;
import io.orka.durable.Failpoint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Writes a commit's files, byte for byte.
 *
 * <p>Git's own checkout would let the commit name filters and line endings. Here a file is its blob, and a symbolic
 * link is a text file that holds its target, as git does it where links are not supported.
 */
final class WorkTree {

    private final Repository repository;
    private final Path root;
    private final Limits limits;
    private final ObjectChecker names = new ObjectChecker().setSafeForMacOS(true);
    private int entries;
    private long bytes;

    WorkTree(Repository repository, Path root, Limits limits) {
        this.repository = repository;
        this.root = root;
        this.limits = limits;
    }

    /** Empties the work tree and writes the commit's files and git's index; returns the commit's tree. */
    ObjectId write(ObjectId id) throws IOException {
        DirectoryTree.empty(root, ".git", Failpoint.CLONE_DELETE);
        try (RevWalk commits = new RevWalk(repository);
                TreeWalk walk = new TreeWalk(repository)) {
            RevCommit commit = commits.parseCommit(id);
            walk.addTree(commit.getTree());
            DirCache index = repository.lockDirCache();
            try {
                DirCacheBuilder builder = index.builder();
                while (walk.next()) {
                    write(walk, builder);
                }
                builder.commit();
            } finally {
                index.unlock();
            }
            return commit.getTree().copy();
        }
    }

    private void write(TreeWalk walk, DirCacheBuilder index) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while writing files");
        }
        if (++entries > limits.files()) {
            throw CheckoutFailure.tooLarge(
                    "the commit has more than " + limits.files() + " files and directories", "git.maxEntries");
        }
        Path path = checked(walk);
        if (walk.isSubtree()) {
            create(() -> Files.createDirectory(path), walk);
            walk.enterSubtree();
            return;
        }
        ObjectLoader blob = walk.getObjectReader().open(walk.getObjectId(0));
        bytes += blob.getSize();
        if (blob.getSize() > limits.fileBytes()) {
            throw CheckoutFailure.tooLarge(
                    "'" + walk.getPathString() + "' has " + blob.getSize() + " bytes; " + limits.fileBytes()
                            + " are the most",
                    "git.maxFile");
        }
        if (bytes > limits.treeBytes()) {
            throw CheckoutFailure.tooLarge(
                    "the commit's files have more than " + limits.treeBytes() + " bytes together", "git.maxRepository");
        }
        create(
                () -> {
                    try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW)) {
                        blob.copyTo(out);
                    }
                },
                walk);
        if (walk.getFileMode(0) == FileMode.EXECUTABLE_FILE && !path.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + path + " executable");
        }
        DirCacheEntry entry = new DirCacheEntry(walk.getRawPath());
        entry.setFileMode(walk.getFileMode(0));
        entry.setObjectId(walk.getObjectId(0));
        entry.setLength(blob.getSize());
        entry.setLastModified(Files.getLastModifiedTime(path).toInstant());
        index.add(entry);
    }

    private Path checked(TreeWalk walk) {
        String name = walk.getPathString();
        if (walk.getFileMode(0) == FileMode.GITLINK || name.equals(".gitmodules")) {
            throw CheckoutFailure.submodules("'" + name + "'");
        }
        try {
            names.checkPath(name);
            return root.resolve(name);
        } catch (CorruptObjectException forbidden) {
            throw CheckoutFailure.fileName(name, "git does not allow");
        } catch (InvalidPathException unmappable) {
            throw CheckoutFailure.fileName(name, "this machine's locale cannot write; LC_ALL=C.UTF-8 can");
        }
    }

    private static void create(Creation creation, TreeWalk walk) throws IOException {
        try {
            Failpoint.CLONE_WRITE.hit();
            creation.run();
        } catch (FileAlreadyExistsException clash) {
            throw CheckoutFailure.fileName(walk.getPathString(), "differs from another one in case only");
        }
    }

    /** Makes one file or directory. */
    @FunctionalInterface
    private interface Creation {
        void run() throws IOException;
    }
}
