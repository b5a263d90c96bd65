package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive contains the licenses and notices of all its parts. */
class LicensesIT {

    private static final Pattern LEGAL =
            Pattern.compile("(META-INF/)?[^/]*(LICENSE|NOTICE)[^/]*|licenses/[^/]+|about\\.html");

    private static Path distribution;
    private static Path licenses;
    private static List<Path> jars;
    private static List<Library> index;

    @BeforeAll
    static void unpack(@TempDir Path directory) throws Exception {
        distribution = Archive.unpack(directory);
        licenses = distribution.resolve("licenses");
        try (Stream<Path> files = Files.walk(distribution)) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
        index = Files.readAllLines(licenses.resolve("THIRD-PARTY.txt")).stream()
                .filter(line -> line.contains(" | "))
                .map(Library::of)
                .toList();
    }

    @Test
    void itsOwnLicenseIsAtItsTopAndInItsJars() throws IOException {
        assertThat(distribution.resolve("LICENSE")).content().contains("Apache License", "END OF TERMS AND CONDITIONS");
        assertThat(distribution.resolve("NOTICE")).content().startsWith("Orka\n");
        assertThat(distribution.resolve("SECURITY.md")).exists();
        List<Path> own = jars.stream()
                .filter(LicensesIT::isOwn)
                .filter(jar -> !jar.toString().endsWith("-javadoc.jar"))
                .toList();
        assertThat(own).hasSizeGreaterThan(20);
        for (Path jar : own) {
            try (JarFile file = new JarFile(jar.toFile())) {
                for (String name : List.of("LICENSE", "NOTICE")) {
                    assertThat(read(file, "META-INF/" + name))
                            .as(jar + " " + name)
                            .isEqualTo(Files.readAllBytes(distribution.resolve(name)));
                }
            }
        }
    }

    @Test
    void itsOwnPomsNameTheLicense() throws IOException {
        List<Path> poms;
        try (Stream<Path> files = Files.walk(distribution.resolve("repository"))) {
            poms = files.filter(file -> file.toString().endsWith(".pom")).toList();
        }
        assertThat(poms).hasSize(4).allSatisfy(pom -> assertThat(pom).content().contains("<name>Apache-2.0</name>"));
    }

    @Test
    void theJarForProgramsHasThemInside() throws IOException {
        Path jar = distribution.resolve("repository/io/orka/orka-launcher/0.1.0/orka-launcher-0.1.0.jar");
        List<Path> files;
        try (Stream<Path> all = Files.walk(licenses)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(files).hasSizeGreaterThan(80);
            for (Path license : files) {
                assertThat(read(file, "META-INF/licenses/" + licenses.relativize(license)))
                        .as(license.toString())
                        .isEqualTo(Files.readAllBytes(license));
            }
        }
    }

    @Test
    void eachJarIsListed() {
        assertThat(jars)
                .hasSizeGreaterThan(80)
                .allSatisfy(jar -> assertThat(index).as(jar.toString()).anyMatch(library -> library.isIn(jar)));
        assertThat(index)
                .allSatisfy(library -> assertThat(jars).as(library.toString()).anyMatch(library::isIn));
    }

    @Test
    void whatAJarContainsIsOfItsOwnProjectOrListed() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path jar : jars) {
            Set<String> groups = index.stream()
                    .filter(library -> library.isIn(jar))
                    .map(Library::group)
                    .collect(Collectors.toSet());
            try (JarFile file = new JarFile(jar.toFile())) {
                for (String entry : names(file)) {
                    Properties contained = new Properties();
                    if (entry.matches("META-INF/maven/.*/pom\\.properties")) {
                        contained.load(new ByteArrayInputStream(read(file, entry)));
                    }
                    boolean known = contained.isEmpty() || groups.contains(contained.getProperty("groupId"));
                    if (!known || entry.endsWith(".jar")) {
                        missing.add(jar + " contains " + entry);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void eachLicenseHasItsText() throws IOException {
        Set<String> texts;
        try (Stream<Path> files = Files.list(licenses)) {
            texts = files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        Set<String> named = index.stream()
                .flatMap(library -> library.licenses().stream())
                .map(license -> license + ".txt")
                .collect(Collectors.toCollection(TreeSet::new));
        named.add("THIRD-PARTY.txt");
        assertThat(texts).isEqualTo(named);
    }

    @Test
    void whatJarsSayOfTheirLicensesIsKept() throws IOException {
        int kept = 0;
        for (Path jar : jars) {
            if (isOwn(jar)) {
                continue;
            }
            Path notices = licenses.resolve("notices")
                    .resolve(jar.getFileName().toString().replaceFirst("\\.jar$", ""));
            try (JarFile file = new JarFile(jar.toFile())) {
                for (String entry : names(file)) {
                    if (LEGAL.matcher(entry).matches()) {
                        assertThat(notices.resolve(entry)).hasBinaryContent(read(file, entry));
                        kept++;
                    }
                }
            }
        }
        assertThat(kept).isGreaterThan(80);
    }

    private static boolean isOwn(Path jar) {
        return jar.getFileName().toString().startsWith("orka-");
    }

    private static List<String> names(JarFile jar) {
        return jar.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .toList();
    }

    private static byte[] read(JarFile jar, String entry) throws IOException {
        try (InputStream content = jar.getInputStream(jar.getEntry(entry))) {
            return content.readAllBytes();
        }
    }

    /** A line of the index: coordinates, licenses and the project's page. */
    private record Library(String group, String file, List<String> licenses) {

        static Library of(String line) {
            String[] parts = line.split(" \\| ", -1);
            String[] coordinates = parts[0].split(":", -1);
            return new Library(
                    coordinates[0], coordinates[1] + "-" + coordinates[2], List.of(parts[1].split(", ", -1)));
        }

        boolean isIn(Path jar) {
            return jar.getFileName().toString().matches(Pattern.quote(file) + "(-[a-z]+)?\\.jar");
        }
    }
}
