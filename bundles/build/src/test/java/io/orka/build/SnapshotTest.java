package io.orka.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot is updated according to the update policy of its repository. Releases are not updated. */
class SnapshotTest {

    private static final String SDK = "io.orka:orka-plugin-sdk:0.1.0:provided";
    private static final String AGAIN = "Some dependencies are snapshots";

    @TempDir
    static Path shared;

    static Builds builds;

    @TempDir
    Path root;

    @TempDir
    Path elsewhere;

    @BeforeAll
    static void open() {
        builds = Fixture.builds(shared, Duration.ofMinutes(3));
    }

    @AfterAll
    static void close() {
        builds.close();
    }

    @Test
    void aNewerSnapshotIsTakenByTheNextBuild() throws IOException {
        Fixture fixture = uses("always");
        deploy(1, "one");
        assertThat(words(fixture)).isEqualTo("one");

        deploy(2, "two");

        assertThat(words(fixture)).isEqualTo("two");
        assertThat(shared.resolve("logs/hello@v0.1.0.log")).content().contains(AGAIN);
    }

    @Test
    void aSnapshotThatIsNotDueStays() throws IOException {
        Fixture fixture = uses("never");
        deploy(1, "one");
        assertThat(words(fixture)).isEqualTo("one");

        deploy(2, "two");

        assertThat(words(fixture)).isEqualTo("one");
        fixture.with(".mvn/maven.config", config() + "-U\n");
        assertThat(words(fixture)).isEqualTo("two");
    }

    @Test
    void anUpdateTakesASnapshotThatIsNotDue() throws IOException {
        Fixture fixture = uses("never");
        deploy(1, "one");
        assertThat(words(fixture)).isEqualTo("one");

        deploy(2, "two");

        assertThat(words(builds.build(fixture.checkout(), true, phase -> {}))).isEqualTo("two");
    }

    @Test
    void anUpdateOfWhatHasNoSnapshotsIsABuild() throws IOException {
        Fixture fixture = new Fixture(root)
                .with("pom.xml", Fixture.pom("hello", Fixture.dependencies(SDK)))
                .with("src/main/java/acme/Hello.java", Fixture.HELLO);

        assertThat(builds.build(fixture.checkout(), true, phase -> {}).jar()).isRegularFile();
    }

    @Test
    void theKnownSnapshotServesWhereItsRepositoryIsGone() throws IOException {
        Fixture fixture = uses("always");
        deploy(1, "one");
        assertThat(words(fixture)).isEqualTo("one");

        Files.move(elsewhere.resolve("acme"), elsewhere.resolve("gone"));

        assertThat(words(fixture)).isEqualTo("one");
    }

    @Test
    void modulesOfTheRepositoryAreNoSuchSnapshots() throws IOException {
        Fixture fixture = new Fixture(root)
                .with(
                        "pom.xml",
                        snapshot(
                                "all",
                                "<packaging>pom</packaging><modules><module>words</module>"
                                        + "<module>hello</module></modules>"))
                .with("words/pom.xml", snapshot("words", ""))
                .with("hello/pom.xml", snapshot("hello", Fixture.dependencies(SDK, "acme:words:1.0-SNAPSHOT:compile")))
                .with("hello/src/main/java/acme/Hello.java", Fixture.HELLO);

        BuiltJar built = builds.build(fixture.checkout("hello", false), phase -> {});

        assertThat(built.libraries()).hasSize(1);
        assertThat(built.log()).content().doesNotContain(AGAIN);
    }

    private static String snapshot(String artifact, String inside) {
        return Fixture.pom(artifact, inside)
                .replace(
                        "<artifactId>" + artifact + "</artifactId>\n  <version>1.0<",
                        "<artifactId>" + artifact + "</artifactId>\n  <version>1.0-SNAPSHOT<");
    }

    private Fixture uses(String policy) throws IOException {
        return new Fixture(root)
                .with(
                        "pom.xml",
                        Fixture.pom(
                                "hello",
                                """
                        <repositories><repository><id>elsewhere</id><url>%s</url>
                          <snapshots><enabled>true</enabled><updatePolicy>%s</updatePolicy></snapshots>
                        </repository></repositories>
                        """.formatted(elsewhere.toUri(), policy)
                                        + Fixture.dependencies(SDK, "acme:words:1-SNAPSHOT:compile")))
                .with("src/main/java/acme/Hello.java", Fixture.HELLO)
                .with(".mvn/maven.config", config());
    }

    private static String config() {
        Path usual = Path.of(System.getProperty("user.home"), ".m2/repository");
        return "-Dmaven.repo.local.tail=" + System.getProperty("maven.repo.local", usual.toString())
                + "\n-Dmaven.repo.local=local\n";
    }

    private static String words(Fixture fixture) throws IOException {
        return words(builds.build(fixture.checkout(), phase -> {}));
    }

    private static String words(BuiltJar built) throws IOException {
        return Fixture.entries(built.libraries().get(0)).get(0);
    }

    /** Writes the files that Maven deploys: artifacts with a timestamp, and the metadata that names the newest ones. */
    private void deploy(int number, String entry) throws IOException {
        Path directory = Files.createDirectories(elsewhere.resolve("acme/words/1-SNAPSHOT"));
        String version = "1-20260101.00000%d-%d".formatted(number, number);
        Files.writeString(
                directory.resolve("words-" + version + ".pom"),
                Fixture.pom("words", "").replace("<version>1.0<", "<version>1-SNAPSHOT<"));
        try (JarOutputStream jar =
                new JarOutputStream(Files.newOutputStream(directory.resolve("words-" + version + ".jar")))) {
            jar.putNextEntry(new ZipEntry(entry));
        }
        Files.writeString(directory.resolve("maven-metadata.xml"), """
                <metadata modelVersion="1.1.0">
                  <groupId>acme</groupId><artifactId>words</artifactId><version>1-SNAPSHOT</version>
                  <versioning>
                    <snapshot><timestamp>20260101.00000%1$d</timestamp><buildNumber>%1$d</buildNumber></snapshot>
                    <lastUpdated>2026010100000%1$d</lastUpdated>
                    <snapshotVersions>
                      <snapshotVersion><extension>jar</extension><value>%2$s</value><updated>2026010100000%1$d</updated></snapshotVersion>
                      <snapshotVersion><extension>pom</extension><value>%2$s</value><updated>2026010100000%1$d</updated></snapshotVersion>
                    </snapshotVersions>
                  </versioning>
                </metadata>
                """.formatted(number, version));
    }
}
