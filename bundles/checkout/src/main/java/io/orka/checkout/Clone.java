package io.orka.checkout;

import io.orka.durable.DirectoryTree;
import io.orka.durable.Failpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * A directory with the files of one commit and its Git data.
 *
 * <p>A clone is complete once its marker exists. Since builds run in the clone, Orka trusts only the objects, and
 * rewrites the configuration before reading it.
 *
 * @param root the root of the work tree
 */
record Clone(Path root) {

    private static final String MARKER = "orka-complete";

    /**
     * The configuration without a remote, since a remote's address could contain a user name, and fetches need no
     * remote.
     */
    private static final String CONFIG = """
            [core]
            	repositoryformatversion = 0
            	filemode = true
            	bare = false
            	symlinks = false
            	logallrefupdates = false
            """;

    private Path git() {
        return root.resolve(".git");
    }

    private Path marker() {
        return git().resolve(MARKER);
    }

    /** Returns whether a directory is a clone, complete or not. */
    static boolean isOne(Path directory) {
        return isDirectory(directory) && isDirectory(directory.resolve(".git"));
    }

    /** Returns the commit of a complete clone, or empty for an incomplete clone. */
    Optional<ObjectId> commit() throws IOException {
        if (!isDirectory(root)
                || !isDirectory(git())
                || !isDirectory(git().resolve("objects"))
                || !Files.isRegularFile(marker(), LinkOption.NOFOLLOW_LINKS)
                || Files.size(marker()) > 100
                || !isPlain(git())) {
            return Optional.empty();
        }
        String id = Files.readString(marker()).strip();
        return ObjectId.isId(id) ? Optional.of(ObjectId.fromString(id)) : Optional.empty();
    }

    /** Returns whether all packs are plain files, since reading a pipe in place of a pack would never end. */
    private static boolean isPlain(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.allMatch(file -> isDirectory(file) || Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
        } catch (UncheckedIOException unreadable) {
            return false;
        }
    }

    private static boolean isDirectory(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Creates an empty repository and opens it. */
    Repository create() throws IOException {
        Files.createDirectories(git().resolve("objects"));
        Files.createDirectories(git().resolve("refs"));
        write("HEAD", "ref: refs/heads/none\n");
        return open();
    }

    Repository open() throws IOException {
        for (String name :
                new String[] {"config", "index", "index.lock", "commondir", "info", "objects/info", "hooks"}) {
            DirectoryTree.remove(git().resolve(name), Failpoint.CLONE_DELETE);
        }
        write("config", CONFIG);
        return new FileRepositoryBuilder()
                .setGitDir(git().toFile())
                .setWorkTree(root.toFile())
                .setMustExist(true)
                .build();
    }

    /** Adds directories that are copies of link targets to the paths that Git ignores. */
    void exclude(List<String> directories) throws IOException {
        if (!directories.isEmpty()) {
            Files.createDirectories(git().resolve("info"));
            StringBuilder lines = new StringBuilder();
            directories.forEach(name -> lines.append('/')
                    .append(name.replaceAll("([\\\\*?\\[ ])", "\\\\$1"))
                    .append("/\n"));
            write("info/exclude", lines.toString());
        }
    }

    /** Sets HEAD to the commit, and checks the result. */
    void detach(Repository repository, ObjectId commit) throws IOException {
        write("HEAD", commit.name() + "\n");
        if (!commit.equals(repository.resolve("HEAD"))) {
            throw new IOException("HEAD is not " + commit.name() + " after the checkout");
        }
    }

    /**
     * Flushes the Git objects, the shallow boundary and the tags to the disk, and then writes the marker. All other
     * files are rewritten from these files each time.
     */
    void complete(ObjectId commit) throws IOException {
        DirectoryTree.flush(git().resolve("objects"), Failpoint.CLONE_FLUSH);
        for (String name : new String[] {"shallow", "packed-refs"}) {
            if (Files.exists(git().resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                DirectoryTree.flushEntries(git().resolve(name), Failpoint.CLONE_FLUSH);
            }
        }
        write(MARKER, commit.name() + "\n");
        DirectoryTree.flushEntries(marker(), Failpoint.CLONE_FLUSH);
        DirectoryTree.flushEntries(git(), Failpoint.CLONE_FLUSH);
    }

    private void write(String name, String text) throws IOException {
        Failpoint.CLONE_WRITE.hit();
        Files.writeString(git().resolve(name), text);
    }
}
