package io.orka.build.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.model.Model;
import org.apache.maven.model.Profile;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the poms of a repository that list a plugin's directory as a module, to determine the ways to build the plugin.
 */
final class Modules {

    private static final String POM = "pom.xml";

    private final Path root;
    private final Path directory;

    private Modules(Path root, Path directory) {
        this.root = root;
        this.directory = directory;
    }

    /**
     * A way to build a plugin.
     *
     * @param start the directory in which Maven starts
     * @param profiles the additional profiles to activate
     * @param isRepeated whether the build is repeated in another way if artifacts are missing
     */
    record Way(Path start, List<String> profiles, boolean isRepeated) {}

    /**
     * Returns all ways, best first. If only a profile lists the plugin, there are several ways, since only Maven can
     * determine whether the profile is active. The plugin may also be independent of the other modules.
     */
    static List<Way> ways(Path root, Path directory) {
        Modules modules = new Modules(root, directory);
        @Nullable Way best = root.equals(directory) ? null : modules.best();
        if (best == null) {
            return List.of(new Way(directory, List.of(), false));
        }
        return best.profiles().isEmpty()
                ? List.of(best)
                : List.of(new Way(best.start(), List.of(), true), new Way(directory, List.of(), true), best);
    }

    private @Nullable Way best() {
        @Nullable Way inProfile = null;
        for (Path aggregator : aggregators()) {
            @Nullable List<String> profiles = find(aggregator, new HashSet<>());
            if (profiles != null && profiles.isEmpty()) {
                return new Way(aggregator, profiles, false);
            }
            if (profiles != null && inProfile == null) {
                inProfile = new Way(aggregator, profiles, false);
            }
        }
        return inProfile;
    }

    /**
     * Returns the directories from the root down to the plugin, then its parents, then those next to the plugin or its
     * ancestors.
     */
    private Set<Path> aggregators() {
        Set<Path> found = new LinkedHashSet<>();
        List<Path> above = new ArrayList<>();
        for (Path at = directory.getParent(); at != null && at.startsWith(root); at = at.getParent()) {
            above.add(0, at);
        }
        found.addAll(above);
        @Nullable Path parent = parent(directory);
        while (parent != null && parent.startsWith(root) && found.add(parent)) {
            parent = parent(parent);
        }
        above.stream().flatMap(Modules::children).forEach(found::add);
        found.remove(directory);
        return found;
    }

    private static @Nullable Path parent(Path from) {
        @Nullable Model model = read(from.resolve(POM));
        if (model == null
                || model.getParent() == null
                || model.getParent().getRelativePath().isEmpty()) {
            return null;
        }
        return directory(from, model.getParent().getRelativePath());
    }

    private static Stream<Path> children(Path from) {
        try (Stream<Path> files = Files.list(from)) {
            return files
                    .filter(file -> Files.isRegularFile(file.resolve(POM), LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    /**
     * Returns the profiles that list the plugin, directly or through other modules; {@code null} if no module lists it.
     */
    private @Nullable List<String> find(Path from, Set<Path> seen) {
        if (from.equals(directory)) {
            return List.of();
        }
        @Nullable Model model = from.startsWith(root) && seen.add(from) ? read(from.resolve(POM)) : null;
        if (model == null) {
            return null;
        }
        for (String module : model.getModules()) {
            @Nullable List<String> profiles = find(directory(from, module), seen);
            if (profiles != null) {
                return profiles;
            }
        }
        for (Profile profile : model.getProfiles()) {
            for (String module : profile.getModules()) {
                @Nullable List<String> profiles = find(directory(from, module), seen);
                if (profiles != null) {
                    return Stream.concat(Stream.of(profile.getId()), profiles.stream())
                            .toList();
                }
            }
        }
        return null;
    }

    private static Path directory(Path from, String path) {
        Path named = from.resolve(path.replace('\\', '/')).normalize();
        return path.endsWith(".xml") ? named.resolveSibling("").normalize() : named;
    }

    /**
     * Reads a pom. An unreadable pom is treated as absent; if the build needs this pom, the build reports the error.
     */
    private static @Nullable Model read(Path pom) {
        if (!Files.isRegularFile(pom)) {
            return null;
        }
        try (InputStream in = Files.newInputStream(pom)) {
            return new MavenXpp3Reader().read(in, false);
        } catch (IOException | XmlPullParserException e) {
            return null;
        }
    }
}
