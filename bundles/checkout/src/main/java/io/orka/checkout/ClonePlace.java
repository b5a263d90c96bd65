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

/** Where one plugin's clone lives, and how a new one takes its place: made beside it, then renamed. */
final class ClonePlace {

    private static final Pattern LEFTOVER = Pattern.compile("\\.(new|old)-[0-9a-f]{16}-(.+)");

    private final Path plugins;
    private final String name;

    private ClonePlace(Path plugins, String name) {
        this.plugins = plugins;
        this.name = name;
    }

    /** Checks that the name stays directly below the directory of all clones. */
    static ClonePlace below(Path plugins, String name) throws IOException {
        Files.createDirectories(plugins);
        Path real = plugins.toRealPath();
        boolean plain = !name.isEmpty() && !name.startsWith(".") && name.indexOf('/') < 0 && name.indexOf('\\') < 0;
        try {
            if (!plain || !real.equals(real.resolve(name).normalize().getParent())) {
                throw new IOException("'" + name + "' is no name for a directory");
            }
        } catch (InvalidPathException unusable) {
            throw new IOException("'" + name + "' is no name for a directory", unusable);
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
     * Between the two moves there is no clone; {@link #sweep} then finishes what this began. The old clone is deleted
     * beside all else.
     */
    void replaceBy(Path fresh) throws IOException {
        Optional<Path> old = leave();
        take(fresh);
        old.ifPresent(OldClones::delete);
    }

    /** Moves away what is in the clone's place, if there is anything; {@link #sweep} deletes it. */
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
     * Deletes what jobs left beside it: their old clones, and new ones that a crash cut short. A new one that is complete
     * takes the place first, if that is free: only one that was about to replace the old one is.
     */
    void sweep() throws IOException {
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

    /** The names whose jobs left something beside their clones. */
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
