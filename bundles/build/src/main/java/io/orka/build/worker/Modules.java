package io.orka.build.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.model.Model;
import org.apache.maven.model.Profile;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;

/** Which directories a repository's top pom builds. */
final class Modules {

    private Modules() {}

    /** Whether the pom at the root names the directory as a module, directly or through other modules. */
    static boolean contain(Path root, Path directory) {
        return !root.equals(directory) && contain(root, root, directory, new HashSet<>());
    }

    private static boolean contain(Path root, Path from, Path directory, Set<Path> seen) {
        if (from.equals(directory)) {
            return true;
        }
        if (!from.startsWith(root) || !seen.add(from)) {
            return false;
        }
        return modules(from.resolve("pom.xml"))
                .map(module -> from.resolve(module).normalize())
                .map(module -> module.toString().endsWith(".xml")
                        ? module.resolveSibling("").normalize()
                        : module)
                .anyMatch(module -> contain(root, module, directory, seen));
    }

    /** A pom that cannot be read has no modules here; where it matters, the build itself says what is wrong with it. */
    private static Stream<String> modules(Path pom) {
        if (!Files.isRegularFile(pom)) {
            return Stream.empty();
        }
        try (InputStream in = Files.newInputStream(pom)) {
            Model model = new MavenXpp3Reader().read(in, false);
            return Stream.concat(
                    model.getModules().stream(),
                    model.getProfiles().stream().map(Profile::getModules).flatMap(List::stream));
        } catch (IOException | XmlPullParserException e) {
            return Stream.empty();
        }
    }
}
