package io.orka.checkout;

import static java.util.Objects.requireNonNull;

import io.orka.durable.DirectoryTree;
import io.orka.durable.Failpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * A Git repository on disk, created from the contents of a folder, for examples and tests.
 *
 * <p>The user's Git configuration is ignored, and the same contents and messages result in the same commits. Not safe
 * for use by multiple threads.
 */
public final class LocalRepository {

    private static final Instant FIRST_COMMIT = Instant.parse("2026-01-01T00:00:00Z");

    private final Path directory;

    private LocalRepository(Path directory) {
        this.directory = directory;
    }

    /**
     * Creates a repository with the branch {@code main}, or opens an existing one.
     *
     * @param directory the work tree; created if necessary
     * @return the repository
     * @throws UncheckedIOException if the disk fails
     */
    public static LocalRepository create(Path directory) {
        requireNonNull(directory, "directory is null");
        IsolatedGit.install();
        if (!Files.isDirectory(directory.resolve(".git"))) {
            run(() -> Git.init()
                    .setDirectory(directory.toFile())
                    .setInitialBranch("main")
                    .call());
        }
        return new LocalRepository(directory);
    }

    /**
     * Returns the directory of the repository.
     *
     * @return the root of the work tree
     */
    public Path directory() {
        return directory;
    }

    /**
     * Replaces all files by the files of a folder, except {@code .git} and {@code target} in the folder's root.
     *
     * @param folder the source
     * @return this
     * @throws UncheckedIOException if the disk fails
     */
    public LocalRepository copyFrom(Path folder) {
        try {
            DirectoryTree.empty(directory, ".git", Failpoint.CLONE_DELETE);
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Path relative = folder.relativize(file);
                    if (!relative.startsWith(".git") && !relative.startsWith("target") && !file.equals(folder)) {
                        Files.copy(file, directory.resolve(relative));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /**
     * Writes one file.
     *
     * @param path relative to the root
     * @param text the whole content of the file
     * @return this
     * @throws UncheckedIOException if the disk fails
     */
    public LocalRepository write(String path, String text) {
        try {
            Path file = directory.resolve(path);
            Files.createDirectories(requireNonNull(file.getParent()));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /**
     * Commits all changes, including deletions, except ignored files.
     *
     * @param message the commit's message
     * @return the commit, 40 hexadecimal digits
     * @throws UncheckedIOException if the disk fails
     */
    public String commit(String message) {
        try (Git git = open()) {
            return run(() -> {
                int parents = git.getRepository().resolve("HEAD") == null ? 0 : count(git);
                Instant when = FIRST_COMMIT.plusSeconds(parents);
                PersonIdent author = new PersonIdent("Orka", "orka@localhost", when, ZoneOffset.UTC);
                git.add().addFilepattern(".").call();
                git.add().addFilepattern(".").setUpdate(true).call();
                return git.commit()
                        .setMessage(message)
                        .setAuthor(author)
                        .setCommitter(author)
                        .setSign(false)
                        .setNoVerify(true)
                        .setAllowEmpty(true)
                        .call()
                        .name();
            });
        }
    }

    private static int count(Git git) throws GitAPIException {
        int commits = 0;
        for (Iterator<RevCommit> each = git.log().call().iterator(); each.hasNext(); each.next()) {
            commits++;
        }
        return commits;
    }

    /**
     * Tags the last commit; moves an existing tag.
     *
     * @param name the name of the tag, such as {@code v0.1.0}
     * @return this
     * @throws UncheckedIOException if the disk fails
     */
    public LocalRepository tag(String name) {
        try (Git git = open()) {
            run(() -> git.tag()
                    .setName(name)
                    .setAnnotated(false)
                    .setForceUpdate(true)
                    .call());
        }
        return this;
    }

    private Git open() {
        return run(() -> new Git(new FileRepositoryBuilder()
                .setGitDir(directory.resolve(".git").toFile())
                .setMustExist(true)
                .build()));
    }

    private static <T> T run(Step<T> step) {
        try {
            return step.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GitAPIException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** An operation with JGit. */
    @FunctionalInterface
    private interface Step<T> {
        T run() throws IOException, GitAPIException;
    }
}
