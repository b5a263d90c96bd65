package io.orka.checkout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Checks whether a commit's build needs the Git history and tags, for example for Maven plugins that generate version
 * numbers. Other builds do not need this data, which can be many times as large as the commit.
 */
final class BuildAsksGit {

    private static final int LARGEST = 1 << 20;

    private static final Pattern ASKS = Pattern.compile(
            "git-?(commit|describe|version|changelog|build)|jgitver|buildnumber|git\\s+describe|>\\s*git\\s*<",
            Pattern.CASE_INSENSITIVE);

    private BuildAsksGit() {}

    static boolean in(Repository repository, ObjectId commit) throws IOException {
        try (RevWalk commits = new RevWalk(repository);
                TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(commits.parseCommit(commit).getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                if (isAboutBuilds(walk) && asks(walk)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean isAboutBuilds(TreeWalk walk) {
        FileMode mode = walk.getFileMode(0);
        return (mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE)
                && (walk.getNameString().equals("pom.xml")
                        || walk.getPathString().endsWith(".mvn/extensions.xml"));
    }

    private static boolean asks(TreeWalk walk) throws IOException {
        ObjectLoader file = walk.getObjectReader().open(walk.getObjectId(0));
        return file.getSize() <= LARGEST
                && ASKS.matcher(new String(file.getCachedBytes(), StandardCharsets.UTF_8))
                        .find();
    }
}
