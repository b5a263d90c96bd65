package io.orka.checkout;

import io.orka.durable.DirectoryTree;
import io.orka.durable.Failpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Writes a commit's files, byte for byte.
 *
 * <p>Git's own checkout would apply filters and line endings from the commit. Here a file is an exact copy of its blob.
 * A symbolic link becomes a copy of its target in the commit, or a text file with the target's path if the target is
 * not in the commit. A submodule becomes an empty directory.
 */
final class WorkTree {

    private static final int LONGEST_TARGET = 4096;

    private final Repository repository;
    private final Path root;
    private final FetchLimits limits;
    private final String plugin;
    private final Map<String, String> targets = new LinkedHashMap<>();
    private final Map<String, ObjectId> links = new LinkedHashMap<>();

    /**
     * Creates an instance for one commit.
     *
     * @param plugin the path of the plugin's directory, in which there must be no submodules; empty for the root
     */
    WorkTree(Repository repository, Path root, FetchLimits limits, String plugin) {
        this.repository = repository;
        this.root = root;
        this.limits = limits;
        this.plugin = plugin;
    }

    /**
     * The written files.
     *
     * @param tree the commit's tree
     * @param placeholders the files that are placeholders for other files
     * @param copied the directories that are copies of link targets
     */
    record Written(ObjectId tree, List<Placeholder> placeholders, List<String> copied) {}

    /** Empties the work tree and writes the commit's files and the Git index. */
    Written write(ObjectId id) throws IOException {
        DirectoryTree.empty(root, ".git", Failpoint.CLONE_DELETE);
        try (RevWalk commits = new RevWalk(repository);
                ObjectReader reader = repository.newObjectReader();
                TreeWalk walk = new TreeWalk(reader)) {
            RevCommit commit = commits.parseCommit(id);
            walk.addTree(commit.getTree());
            TreeFiles files = new TreeFiles(reader, root, limits);
            DirCache index = repository.lockDirCache();
            try {
                DirCacheBuilder builder = index.builder();
                while (walk.next()) {
                    write(walk, files, builder);
                }
                builder.commit();
            } finally {
                index.unlock();
            }
            LinkCopies copies = new LinkCopies(reader, commit.getTree(), new LinkTargets(targets), files);
            for (Map.Entry<String, ObjectId> link : links.entrySet()) {
                copies.replace(link.getKey(), link.getValue());
            }
            return new Written(commit.getTree().copy(), files.placeholders(), copies.directories());
        }
    }

    private void write(TreeWalk walk, TreeFiles files, DirCacheBuilder index) throws IOException {
        String name = walk.getPathString();
        files.check(name);
        FileMode mode = walk.getFileMode(0);
        if (walk.isSubtree()) {
            files.directory(name);
            walk.enterSubtree();
            return;
        }
        DirCacheEntry entry = new DirCacheEntry(walk.getRawPath());
        entry.setFileMode(mode);
        entry.setObjectId(walk.getObjectId(0));
        if (mode == FileMode.GITLINK) {
            submodule(name);
            files.directory(name);
        } else if (mode == FileMode.SYMLINK) {
            files.countLink();
            ObjectLoader target = walk.getObjectReader().open(walk.getObjectId(0));
            targets.put(
                    name,
                    target.getSize() > LONGEST_TARGET
                            ? "/"
                            : new String(target.getCachedBytes(), StandardCharsets.UTF_8));
            links.put(name, walk.getObjectId(0));
            entry.setAssumeValid(true); // Git would report a copy as a change
        } else {
            Path path = files.file(name, walk.getObjectId(0), mode);
            entry.setLength((int) Files.size(path));
            entry.setLastModified(Files.getLastModifiedTime(path).toInstant());
        }
        index.add(entry);
    }

    private void submodule(String name) {
        if (plugin.isEmpty() || name.equals(plugin) || name.startsWith(plugin + "/") || plugin.startsWith(name + "/")) {
            throw CheckoutFailure.submodules("'" + name + "'");
        }
    }
}
