package io.orka.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The plugin's jar is found at the location that the pom configures, and committed files in the build directory are
 * kept.
 */
class PluginArtifactTest {

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
    void aJarElsewhereInTheRepositoryIsFound() throws IOException {
        project("plug", "<build><directory>${project.basedir}/../out/plug</directory></build>");
        BuiltJar built = builds.build(new Fixture(root).checkout("plug", false), phase -> {});
        assertThat(built.jar())
                .isEqualTo(root.resolve("out/plug/hello-1.0.jar"))
                .isRegularFile();
    }

    @Test
    void aJarOutsideTheRepositoryIsNamed() throws IOException {
        Path outside = shared.resolve("outside");
        project("plug", "<build><directory>" + outside + "</directory></build>");
        BuildFailure failure = failure("plug");
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-07");
        assertThat(failure.reason()).contains(outside.toString()).contains("not in the repository");
    }

    @Test
    void theMainJarMayHaveAClassifier() throws IOException {
        project("", jarPlugin("<configuration><classifier>plugin</classifier></configuration>"));
        BuiltJar built = builds.build(new Fixture(root).checkout(), phase -> {});
        assertThat(built.jar()).hasFileName("hello-1.0-plugin.jar");
        assertThat(Fixture.entries(built.jar())).contains("acme/Hello.class");
    }

    @Test
    void severalJarsWithClassifiersAreNamed() throws IOException {
        project("", jarPlugin("""
                <configuration><classifier>one</classifier></configuration>
                <executions><execution><id>more</id><phase>package</phase><goals><goal>jar</goal></goals>
                  <configuration><classifier>two</classifier></configuration></execution></executions>
                """));
        BuildFailure failure = failure("");
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-07");
        assertThat(failure.reason()).contains("one, two");
    }

    @Test
    void theJarThatSpringBootRepackagedIsTakenAsItWasBefore() throws IOException {
        // The output of spring-boot-maven-plugin: classes in BOOT-INF, and the original jar under another name.
        project("", "").with("src/main/resources/BOOT-INF/classpath.idx", "").with("target/hello-1.0.jar.original", "");
        BuiltJar built = builds.build(new Fixture(root).checkout(), phase -> {});
        assertThat(built.jar()).hasFileName("hello-1.0.jar.original");
    }

    @Test
    void aRepackagedJarWithoutTheOneBeforeIsNamed() throws IOException {
        project("", "").with("src/main/resources/BOOT-INF/classpath.idx", "");
        BuildFailure failure = failure("");
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-07");
        assertThat(failure.reason()).contains("BOOT-INF").contains("hello-1.0.jar");
    }

    @Test
    void filesThatAreCommittedInTheBuildDirectoryStay() throws IOException {
        Fixture fixture = project("", "<build><directory>${project.basedir}/build</directory></build>")
                .with("build/templates/t.txt", "kept")
                .with("build/classes/planted.txt", "left by an earlier build");
        BuiltJar built = builds.build(fixture.checkout(), phase -> {});
        assertThat(root.resolve("build/templates/t.txt")).hasContent("kept");
        assertThat(Fixture.entries(built.jar())).contains("acme/Hello.class").doesNotContain("planted.txt");
    }

    private BuildFailure failure(String path) {
        return catchThrowableOfType(
                BuildFailure.class, () -> builds.build(new Fixture(root).checkout(path, false), phase -> {}));
    }

    private static String jarPlugin(String inside) {
        return "<build><plugins><plugin><artifactId>maven-jar-plugin</artifactId>" + inside
                + "</plugin></plugins></build>";
    }

    private Fixture project(String path, String inside) throws IOException {
        new Fixture(root.resolve(path))
                .with("pom.xml", Fixture.pom("hello", inside))
                .with("src/main/java/acme/Hello.java", "package acme; class Hello {}");
        return new Fixture(root);
    }
}
