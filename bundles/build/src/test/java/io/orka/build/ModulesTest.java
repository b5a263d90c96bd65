package io.orka.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin in a multi-module project is built with the modules that it needs, wherever the pom that lists them is. */
class ModulesTest {

    private static final String SDK = "io.orka:orka-plugin-sdk:0.1.0:provided";
    private static final String WORDS = "acme:words:1.0:compile";

    @TempDir
    static Path shared;

    static Builds builds;

    @TempDir
    Path root;

    @BeforeAll
    static void open() {
        builds = Fixture.builds(shared, Duration.ofMinutes(3));
    }

    @AfterAll
    static void close() {
        builds.close();
    }

    @Test
    void theTestJarOfASiblingIsThereThoughTestsDoNotRun() throws IOException {
        String testJar = """
                <build><plugins><plugin><artifactId>maven-jar-plugin</artifactId>
                  <executions><execution><goals><goal>test-jar</goal></goals></execution></executions>
                </plugin></plugins></build>
                """;
        String uses = Fixture.dependencies(SDK, WORDS)
                .replace(
                        "</dependencies>",
                        "<dependency><groupId>acme</groupId><artifactId>words</artifactId><version>1.0</version>"
                                + "<type>test-jar</type><scope>test</scope></dependency></dependencies>");
        Fixture fixture = modules("", "<modules><module>words</module><module>hello</module></modules>", uses)
                .with("words/pom.xml", Fixture.pom("words", parent() + testJar))
                .with("words/src/test/java/words/Proof.java", "package words; public class Proof {}")
                .with(
                        "hello/src/test/java/acme/HelloTest.java",
                        "package acme; class HelloTest extends words.Proof {}");
        BuiltJar built = builds.build(fixture.checkout("hello", false), phase -> {});
        assertThat(built.libraries()).containsExactly(root.resolve("words/target/words-1.0.jar"));
        assertThat(built.log()).content().contains("Tests are skipped.");
    }

    @Test
    void aModuleOfAnInactiveProfileIsBuiltAlone() throws IOException {
        Fixture fixture = modules("", profile("<module>hello</module>"), Fixture.dependencies(SDK));
        assertThat(built(fixture, "hello")).isRegularFile();
    }

    @Test
    void aModuleOfAnInactiveProfileThatNeedsItsSiblingsIsBuiltWithThem() throws IOException {
        Fixture fixture =
                modules("", profile("<module>words</module><module>hello</module>"), Fixture.dependencies(SDK, WORDS));
        BuiltJar built = builds.build(fixture.checkout("hello", false), phase -> {});
        assertThat(built.libraries()).containsExactly(root.resolve("words/target/words-1.0.jar"));
    }

    @Test
    void aModuleOfAnActiveProfileIsBuiltWithItsSiblings() throws IOException {
        Fixture fixture = modules(
                        "", profile("<module>words</module><module>hello</module>"), Fixture.dependencies(SDK, WORDS))
                .with(".mvn/maven.config", "-Pplugins\n");
        assertThat(built(fixture, "hello")).isRegularFile();
    }

    @Test
    void anAggregatorBelowTheTopIsFound() throws IOException {
        Fixture fixture = modules(
                "java/",
                "<modules><module>words</module><module>hello</module></modules>",
                Fixture.dependencies(SDK, WORDS));
        assertThat(built(fixture, "java/hello")).isRegularFile();
    }

    @Test
    void anAggregatorBesideThePluginIsFound() throws IOException {
        Fixture fixture = modules("", "", Fixture.dependencies(SDK, WORDS))
                .with(
                        "all/pom.xml",
                        Fixture.pom(
                                "every",
                                "<packaging>pom</packaging>"
                                        + "<modules><module>../words</module><module>../hello</module></modules>"));
        assertThat(built(fixture, "hello")).isRegularFile();
    }

    private Path built(Fixture fixture, String path) {
        return builds.build(fixture.checkout(path, false), phase -> {}).jar();
    }

    private static String profile(String modules) {
        return "<profiles><profile><id>plugins</id><modules>" + modules + "</modules></profile></profiles>";
    }

    private static String parent() {
        return "<parent><groupId>acme</groupId><artifactId>all</artifactId><version>1.0</version></parent>";
    }

    private Fixture modules(String place, String modules, String dependencies) throws IOException {
        return new Fixture(root)
                .with(place + "pom.xml", Fixture.pom("all", "<packaging>pom</packaging>" + modules))
                .with(place + "words/pom.xml", Fixture.pom("words", parent()))
                .with(place + "words/src/main/java/words/Words.java", "package words; public class Words {}")
                .with(place + "hello/pom.xml", Fixture.pom("hello", parent() + dependencies))
                .with(place + "hello/src/main/java/acme/Hello.java", Fixture.HELLO);
    }
}
