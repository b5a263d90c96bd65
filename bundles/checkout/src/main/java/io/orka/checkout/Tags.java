package io.orka.checkout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;

/** The tags of a clone, so that a build finds the tag of its commit. */
final class Tags {

    private static final String HEADER = "# pack-refs with: peeled fully-peeled sorted \n";

    private Tags() {}

    /**
     * Writes the tags whose objects exist to one file, since their names come from outside and must not become paths.
     *
     * @param tags the tags from the server
     */
    static void write(Repository repository, List<Ref> tags) throws IOException {
        StringBuilder lines = new StringBuilder();
        try (RevWalk walk = new RevWalk(repository)) {
            for (Ref tag :
                    tags.stream().sorted(Comparator.comparing(Ref::getName)).toList()) {
                ObjectId id = tag.getObjectId();
                if (id != null
                        && Repository.isValidRefName(tag.getName())
                        && repository.getObjectDatabase().has(id)) {
                    lines.append(id.name()).append(' ').append(tag.getName()).append('\n');
                    RevObject target = walk.peel(walk.parseAny(id));
                    if (!target.equals(id)) {
                        lines.append('^').append(target.name()).append('\n');
                    }
                }
            }
        }
        if (!lines.isEmpty()) {
            Files.writeString(Path.of(repository.getDirectory().getPath(), "packed-refs"), HEADER + lines);
        }
    }
}
