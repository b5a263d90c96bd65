package io.orka.checkout;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.orka.durable.DirectoryTree;
import io.orka.durable.Failpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The directory of one plugin's clone. A new clone is created next to this directory and then renamed. */
final class ClonePlace {

    private static final Pattern LEFTOVER = Pattern.compile("\\.(new|old)-[0-9a-f]{16}-(.+)");

    private final Path plugins;
    private final String name;

    private ClonePlace(Path plugins, String name) {
        this.plugins = plugins;
        this.name = name;
    }

    /** Checks that the name is a direct child of the directory of all clones. */
    static ClonePlace below(Path plugins, String name) throws IOException {
        Files.createDirectories(plugins);
        Path real = plugins.toRealPath();
        boolean plain = !name.isEmpty() && !name.startsWith(".") && name.indexOf('/') < 0 && name.indexOf('\\') < 0;
        try {
            if (!plain || !real.equals(real.resolve(name).normalize().getParent())) {
                throw new IOException("'" + name + "' is not a valid directory name");
            }
        } catch (InvalidPathException unusable) {
            throw new IOException("'" + name + "' is not a valid directory name", unusable);
        }
        return new ClonePlace(real, name);
    }

    Path root() {
        return plugins.resolve(name);
    }

    Path fresh() throws IOException {
        return Files.createDirectory(beside("new"));
    }

    /**
     * Replaces the clone by a new one, and deletes the old clone in the background. A crash between the two moves
     * leaves no clone; {@link #cleanUp} then completes the replacement.
     */
    void replaceBy(Path fresh) throws IOException {
        Optional<Path> old = leave();
        take(fresh);
        old.ifPresent(OldClones::delete);
    }

    /** Moves an existing clone away. {@link #cleanUp} deletes the moved clone. */
    Optional<Path> leave() throws IOException {
        if (!Files.exists(root(), NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Path old = beside("old");
        DirectoryTree.move(root(), old, Failpoint.CLONE_ASIDE);
        return Optional.of(old);
    }

    private void take(Path fresh) throws IOException {
        DirectoryTree.move(fresh, root(), Failpoint.CLONE_RENAME);
        DirectoryTree.flushEntries(plugins, Failpoint.CLONE_FLUSH_DIRECTORY);
    }

    private Path beside(String word) {
        long random = ThreadLocalRandom.current().nextLong();
        return plugins.resolve(".%s-%016x-%s".formatted(word, random, name));
    }

    /**
     * Deletes leftovers of jobs: old clones, and unfinished new clones. If the clone is missing, a complete new clone
     * is moved into its place, since a crash interrupted the replacement.
     */
    void cleanUp() throws IOException {
        List<Path> mine = new ArrayList<>();
        for (Path entry : DirectoryTree.entries(plugins)) {
            Matcher leftover = LEFTOVER.matcher(entry.getFileName().toString());
            if (leftover.matches() && leftover.group(2).equals(name) && !OldClones.isDeleting(entry)) {
                mine.add(entry);
            }
        }
        for (Path entry : mine) {
            boolean fresh = entry.getFileName().toString().startsWith(".new-");
            if (fresh
                    && !Files.exists(root(), NOFOLLOW_LINKS)
                    && new Clone(entry).commit().isPresent()) {
                take(entry);
            } else {
                DirectoryTree.remove(entry, Failpoint.CLONE_DELETE);
            }
        }
    }

    /** Returns the names of clones with leftovers. */
    static Set<String> unswept(Path plugins) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path entry : DirectoryTree.entries(plugins)) {
            Matcher leftover = LEFTOVER.matcher(entry.getFileName().toString());
            if (leftover.matches()) {
                names.add(leftover.group(2));
            }
        }
        return names;
    }
}
