package io.orka.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orka.plugins.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests repositories with a directory {@code .mvn}, and repositories that use changing snapshots. */
class MavenRepositoriesTest {

    private static final String READS_A_WORD = """
            package acme;
            import io.orka.sdk.*;
            public class Plugin {
                public Response callMethod(Request request) throws Exception {
                    try (var in = Plugin.class.getResourceAsStream("/word.txt")) {
                        return Response.ok(new String(in.readAllBytes()));
                    }
                }
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void theOptionsOfTheRepositoryCountForMavenAndItsJvm() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            StoryRepository repository = host.repository("configured").mavenPlugin(READS_A_WORD);
            String pom = Files.readString(repository.directory().resolve("pom.xml"));
            repository
                    .write("pom.xml", pom.replace("</project>", """
                            <build><resources><resource>
                              <directory>words</directory><filtering>true</filtering>
                            </resource></resources></build></project>
                            """))
                    .write("words/word.txt", "${of.maven} ${of.jvm}")
                    .write(".mvn/maven.config", "-Dof.maven=one\n")
                    .write(".mvn/jvm.config", "-Dof.jvm=two")
                    .tag("v0.1.0");

            host.register("configured@v0.1.0").start();

            assertThat(host.say("configured", "").data()).isEqualTo("one two");
        }
    }

    @Test
    void aReloadOfTheSameCommitTakesANewerSnapshotThatIsDue() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            usesSnapshots(host.repository("uses"), "always").tag("v0.1.0");
            deploy(1, "one");
            Orka orka = host.register("uses@v0.1.0").start();
            assertThat(host.say("uses", "").data()).isEqualTo("one");
            assertThat(text(orka.plugins().reload("uses"))).contains("already up to date");

            deploy(2, "two");

            assertThat(text(orka.plugins().reload("uses"))).startsWith("swapped");
            assertThat(host.say("uses", "").data()).isEqualTo("two");
            assertThat(text(orka.plugins().rollback("uses"))).doesNotContain("failed");
            assertThat(host.say("uses", "").data()).isEqualTo("one");
        }
    }

    @Test
    void anUpdateTakesANewerSnapshotThatIsNotDue() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            usesSnapshots(host.repository("uses"), "never").tag("v0.1.0");
            deploy(1, "one");
            Orka orka = host.register("uses@v0.1.0").start();
            deploy(2, "two");

            assertThat(text(orka.plugins().reload("uses"))).contains("already up to date");
            assertThat(host.say("uses", "").data()).isEqualTo("one");
            assertThat(text(orka.plugins().reload("uses", true))).startsWith("swapped");
            assertThat(host.say("uses", "").data()).isEqualTo("two");
            assertThat(text(orka.plugins().reload("uses", true))).contains("already up to date");
        }
    }

    private static String text(Report report) {
        assertThat(report.ok()).as(report.toString()).isTrue();
        return report.items().get(0).text();
    }

    private StoryRepository usesSnapshots(StoryRepository repository, String policy) throws IOException {
        repository.mavenPlugin(READS_A_WORD, "acme:word:1-SNAPSHOT");
        String pom = Files.readString(repository.directory().resolve("pom.xml"));
        Path usual = Path.of(System.getProperty("user.home"), ".m2/repository");
        return repository
                .write("pom.xml", pom.replace("</project>", """
                        <repositories><repository><id>elsewhere</id><url>%s</url>
                          <snapshots><enabled>true</enabled><updatePolicy>%s</updatePolicy></snapshots>
                        </repository></repositories></project>
                        """.formatted(
                                directory.resolve("elsewhere").toUri(), policy)))
                .write(
                        ".mvn/maven.config",
                        "-Dmaven.repo.local.tail=%s\n-Dmaven.repo.local=%s\n"
                                .formatted(
                                        System.getProperty("maven.repo.local", usual.toString()),
                                        directory.resolve("local")));
    }

    /**
     * Deploys a snapshot as Maven does: files with a timestamp in their names, and metadata that names the newest file.
     */
    private void deploy(int number, String word) throws IOException {
        Path place = Files.createDirectories(directory.resolve("elsewhere/acme/word/1-SNAPSHOT"));
        String version = "1-20260101.00000%d-%d".formatted(number, number);
        Files.writeString(
                place.resolve("word-" + version + ".pom"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>acme</groupId><artifactId>word</artifactId>"
                        + "<version>1-SNAPSHOT</version></project>");
        try (JarOutputStream jar =
                new JarOutputStream(Files.newOutputStream(place.resolve("word-" + version + ".jar")))) {
            jar.putNextEntry(new ZipEntry("word.txt"));
            jar.write(word.getBytes(UTF_8));
        }
        String file = "<snapshotVersion><extension>%s</extension><value>%s</value><updated>2026010100000%d</updated>"
                + "</snapshotVersion>";
        Files.writeString(place.resolve("maven-metadata.xml"), """
                <metadata modelVersion="1.1.0">
                  <groupId>acme</groupId><artifactId>word</artifactId><version>1-SNAPSHOT</version>
                  <versioning>
                    <snapshot><timestamp>20260101.00000%1$d</timestamp><buildNumber>%1$d</buildNumber></snapshot>
                    <lastUpdated>2026010100000%1$d</lastUpdated>
                    <snapshotVersions>%2$s%3$s</snapshotVersions>
                  </versioning>
                </metadata>
                """.formatted(
                        number, file.formatted("jar", version, number), file.formatted("pom", version, number)));
    }
}
