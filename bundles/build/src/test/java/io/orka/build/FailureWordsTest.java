package io.orka.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The line of a build failure names the cause and the remedy. The build log omits download lines and discarded
 * attempts.
 */
class FailureWordsTest {

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
    void aRuleOfTheEnforcerIsNamedWithItsFinding() throws IOException {
        BuildFailure failure = failure(plugin("maven-enforcer-plugin", """
                <executions><execution><goals><goal>enforce</goal></goals><configuration><rules>
                  <requireJavaVersion><version>[99,)</version></requireJavaVersion>
                </rules></configuration></execution></executions>
                """));
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-12");
        assertThat(failure.reason())
                .startsWith("maven-enforcer-plugin:enforce: ")
                .contains("RequireJavaVersion")
                .contains("not in the allowed range [99,)");
    }

    @Test
    void aReleaseThatTheJdkDoesNotKnowIsNamedWithBoth() throws IOException {
        BuildFailure failure =
                failure(plugin("maven-compiler-plugin", "<configuration><release>99</release></configuration>"));
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-17");
        assertThat(failure.reason())
                .contains("Java 99")
                .contains("Java " + Runtime.version().feature())
                .contains("no JDK 99 or later was found");
    }

    @Test
    void aToolchainThatIsMissingIsNamedWithWhereToNameIt() throws IOException {
        BuildFailure failure = failure(plugin("maven-toolchains-plugin", """
                <version>3.2.0</version>
                <executions><execution><goals><goal>toolchain</goal></goals></execution></executions>
                <configuration><toolchains><jdk><version>98</version></jdk></toolchains></configuration>
                """));
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-17");
        assertThat(failure.reason()).contains("98").hasLineCount(1);
        assertThat(failure.remedy()).contains("~/.m2/toolchains.xml");
    }

    @Test
    void aJdkThatWouldDoIsNamed() throws IOException {
        Path home = Files.createDirectories(shared.resolve("user/.jdks/ninety-nine"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"none\"\nJAVA_VERSION=\"99.0.1\"\n");
        Path javac =
                Files.createFile(Files.createDirectories(home.resolve("bin")).resolve("javac"));
        assertThat(javac.toFile().setExecutable(true)).isTrue();
        Fixture fixture = project(
                        plugin("maven-compiler-plugin", "<configuration><release>99</release></configuration>"))
                .with(".mvn/maven.config", "-Duser.home=" + shared.resolve("user") + "\n");
        assertThat(failure(fixture).reason()).contains("suitable JDKs on this machine: " + home);
    }

    @Test
    void aMissingSymbolIsNamed() throws IOException {
        Fixture maven = project("").with("src/main/java/acme/Hello.java", "package acme;\nclass Hello { Absent a; }\n");
        assertThat(failure(maven).reason())
                .isEqualTo("src/main/java/acme/Hello.java:2: cannot find symbol: class Absent");
        Files.delete(root.resolve("pom.xml"));
        assertThat(failure(maven).reason())
                .isEqualTo("src/main/java/acme/Hello.java:2: cannot find symbol: class Absent");
    }

    @Test
    void theFirstOfSeveralErrorsIsNamed() throws IOException {
        Fixture fixture = project("")
                .with("src/main/java/acme/Hello.java", "package acme;\nclass Hello { Absent a; Missing b; }\n");
        assertThat(failure(fixture).reason())
                .isEqualTo("src/main/java/acme/Hello.java:2: cannot find symbol: class Absent");
    }

    @Test
    void aBlockedRepositoryIsNamed() throws IOException {
        BuildFailure failure =
                failure("<repositories><repository><id>corp</id><url>http://nexus.corp.example/repo</url></repository>"
                        + "</repositories>" + Fixture.dependencies("loc:absent:1:compile"));
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-04");
        assertThat(failure.reason())
                .contains("corp")
                .contains("http://nexus.corp.example/repo")
                .contains("https");
    }

    @Test
    void aDependencyThatIsNoJarIsNamed() throws IOException {
        Fixture fixture = project("<repositories><repository><id>here</id><url>"
                        + root.resolve("repository").toUri() + "</url></repository></repositories>"
                        + Fixture.dependencies("loc:page:1:compile"))
                .with("repository/loc/page/1/page-1.jar", "<html>Please log in</html>")
                .with("repository/loc/page/1/page-1.pom", """
                        <project><modelVersion>4.0.0</modelVersion>
                        <groupId>loc</groupId><artifactId>page</artifactId><version>1</version></project>
                        """)
                .with(".mvn/maven.config", "-Dmaven.repo.local.tail=" + usual() + "\n-Dmaven.repo.local=local\n");
        BuildFailure failure = failure(fixture);
        assertThat(failure.reason()).contains("page-1.jar is not a jar");
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-04");
    }

    @Test
    void theLogFoldsDownloadsAndHidesATryThatWasRepeated() throws IOException {
        Fixture fixture = project("<repositories><repository><id>here</id><url>"
                        + root.resolve("repository").toUri() + "</url></repository></repositories>"
                        + Fixture.dependencies("loc:parts:1:runtime"))
                .with("repository/loc/parts/1/parts-1.jar", "")
                .with("repository/loc/parts/1/parts-1.pom", """
                        <project><modelVersion>4.0.0</modelVersion>
                        <groupId>loc</groupId><artifactId>parts</artifactId><version>1</version></project>
                        """)
                .with(".mvn/maven.config", "-Dmaven.repo.local.tail=" + usual() + "\n-Dmaven.repo.local=local\n");
        BuiltJar built = builds.build(fixture.checkout(), phase -> {});
        assertThat(built.log())
                .content()
                .contains("retrying with the network", "Downloaded 2 files", "BUILD SUCCESS")
                .doesNotContain("BUILD FAILURE", "Downloading from", "Downloaded from");
    }

    private static Path usual() {
        return Path.of(System.getProperty("user.home"), ".m2/repository");
    }

    private static String plugin(String name, String inside) {
        return "<build><plugins><plugin><artifactId>" + name + "</artifactId>" + inside + "</plugin></plugins></build>";
    }

    private BuildFailure failure(String inside) throws IOException {
        return failure(project(inside));
    }

    private static BuildFailure failure(Fixture fixture) {
        return catchThrowableOfType(BuildFailure.class, () -> builds.build(fixture.checkout(), phase -> {}));
    }

    private Fixture project(String inside) throws IOException {
        return new Fixture(root)
                .with("pom.xml", Fixture.pom("hello", inside))
                .with("src/main/java/acme/Hello.java", "package acme; class Hello {}");
    }
}
