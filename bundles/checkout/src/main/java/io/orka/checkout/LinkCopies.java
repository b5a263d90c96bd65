package io.orka.checkout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Replaces symbolic links by copies of their targets.
 *
 * <p>A build can change the path to a link's target, so all code that reads the work tree would have to check each link
 * each time. A copy is always safe. The limits of a commit include copies.
 */
final class LinkCopies {

    private final ObjectReader reader;
    private final RevTree tree;
    private final LinkTargets targets;
    private final TreeFiles files;
    private final List<String> directories = new ArrayList<>();

    LinkCopies(ObjectReader reader, RevTree tree, LinkTargets targets, TreeFiles files) {
        this.reader = reader;
        this.tree = tree;
        this.targets = targets;
        this.files = files;
    }

    /** Replaces one link of the commit. */
    void replace(String link, ObjectId id) throws IOException {
        copy(link, link, id, List.of(parent(link)));
    }

    /** Returns the links that were replaced by directories. */
    List<String> directories() {
        return directories;
    }

    /**
     * Copies the target of a link.
     *
     * @param to the destination
     * @param link the link's own path in the commit
     * @param id the id of the link's blob
     * @param inside the directories of the commit that contain the current path, through links
     */
    private void copy(String to, String link, ObjectId id, List<String> inside) throws IOException {
        LinkTargets.End end = targets.end(link);
        if (end.problem() != null) {
            files.link(to, id, end.problem(), targets.of(link));
            return;
        }
        String path = end.path();
        if (contains(path, inside)) {
            files.link(to, id, Placeholder.Kind.LINK_LOOP, targets.of(link));
            return;
        }
        try (TreeWalk found = TreeWalk.forPath(reader, path, tree)) {
            FileMode mode = found == null ? FileMode.MISSING : found.getFileMode(0);
            if (found == null || mode == FileMode.GITLINK || mode == FileMode.SYMLINK) {
                files.link(to, id, Placeholder.Kind.LINK_NOWHERE, targets.of(link));
            } else if (mode == FileMode.TREE) {
                if (to.equals(link)) {
                    directories.add(to);
                }
                copyAll(to, path, found.getObjectId(0), inside);
            } else {
                files.file(to, found.getObjectId(0), mode);
            }
        }
    }

    private void copyAll(String to, String from, ObjectId id, List<String> inside) throws IOException {
        files.directory(to);
        List<String> deeper = new ArrayList<>(inside);
        deeper.add(from);
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(id);
            while (walk.next()) {
                String name = walk.getNameString();
                FileMode mode = walk.getFileMode(0);
                if (mode == FileMode.SYMLINK) {
                    copy(to + "/" + name, from + "/" + name, walk.getObjectId(0), deeper);
                } else if (mode == FileMode.TREE) {
                    copyAll(to + "/" + name, from + "/" + name, walk.getObjectId(0), deeper);
                } else if (mode == FileMode.GITLINK) {
                    files.directory(to + "/" + name);
                } else {
                    files.file(to + "/" + name, walk.getObjectId(0), mode);
                }
            }
        }
    }

    private static boolean contains(String directory, List<String> inside) {
        return inside.stream()
                .anyMatch(each -> directory.isEmpty() || each.equals(directory) || each.startsWith(directory + "/"));
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
