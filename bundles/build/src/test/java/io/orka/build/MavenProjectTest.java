package io.orka.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.checkout.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenProjectTest {

    private static final String SDK = "io.orka:orka-plugin-sdk:0.1.0:provided";

    @TempDir
    static Path shared;

    static Builds builds;

    @TempDir
    Path root;

    @BeforeAll
    static void open() {
        builds = Fixture.builds(shared, Duration.ofMinutes(3));
        builds.warmUp();
    }

    @AfterAll
    static void close() {
        builds.close();
    }

    @Test
    void aPomThatNamesTheSdkBecomesAJarWithoutLibraries() throws IOException {
        Checkout checkout = new Fixture(root)
                .with("pom.xml", Fixture.pom("hello", Fixture.dependencies(SDK)))
                .with("src/main/java/acme/Hello.java", Fixture.HELLO)
                .checkout();
        List<String> phases = new ArrayList<>();
        BuiltJar built = builds.build(checkout, phases::add);
        assertThat(built.jar()).hasFileName("hello-1.0.jar");
        assertThat(built.libraries()).isEmpty();
        assertThat(built.builder()).isEqualTo("maven 3.9.16");
        assertThat(phases).contains("compiler:compile", "jar:jar");
        assertThat(built.log()).content().contains("[INFO] BUILD SUCCESS");
    }

    @Test
    void librariesAreInTheOrderOfTheClassPathAndTheSdkIsNotOneOfThem() throws IOException {
        Checkout checkout = new Fixture(root)
                .with(
                        "pom.xml",
                        Fixture.pom(
                                "hello",
                                Fixture.dependencies(
                                        "org.slf4j:slf4j-api:2.0.17:runtime",
                                        "io.orka:orka-plugin-sdk:0.9.7:compile",
                                        "org.jspecify:jspecify:1.0.0:compile",
                                        "org.apiguardian:apiguardian-api:1.1.2:provided",
                                        "org.opentest4j:opentest4j:1.3.0:test")))
                .with("src/main/java/acme/Hello.java", Fixture.HELLO)
                .checkout();
        BuiltJar built = builds.build(checkout, phase -> {});
        assertThat(built.libraries())
                .extracting(library -> library.getFileName().toString())
                .containsExactly("slf4j-api-2.0.17.jar", "jspecify-1.0.0.jar");
        assertThat(built.log())
                .content()
                .containsOnlyOnce("The pom requires version 0.9.7 of the plugin SDK; Orka uses its own version 0.1.0");
    }

    @Test
    void aRangeOfSdkVersionsFindsTheOneOfOrka() throws IOException {
        Checkout checkout = new Fixture(root)
                .with("pom.xml", Fixture.pom("hello", Fixture.dependencies("io.orka:orka-plugin-sdk:[0.1,1):provided")))
                .with("src/main/java/acme/Hello.java", Fixture.HELLO)
                .checkout();
        assertThat(builds.build(checkout, phase -> {}).jar()).isRegularFile();
    }

    @Test
    void whatAnEarlierCommitLeftDoesNotGetIntoTheJar() throws IOException {
        Fixture fixture = new Fixture(root)
                .with("pom.xml", Fixture.pom("hello", Fixture.dependencies(SDK)))
                .with("src/main/java/acme/Hello.java", Fixture.HELLO)
                .with("target/classes/planted.txt", "from the repository");
        BuiltJar built = builds.build(fixture.checkout(), phase -> {});
        assertThat(Fixture.entries(built.jar())).contains("acme/Hello.class").doesNotContain("planted.txt");
    }

    @Test
    void plantedLinksAreNotWrittenThrough() throws IOException {
        Path outside = Files.writeString(root.resolve("outside.txt"), "precious");
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        Path project = root.resolve("linked");
        Fixture fixture = new Fixture(project)
                .with("pom.xml", Fixture.pom("hello", Fixture.dependencies(SDK)))
                .with("src/main/java/acme/Hello.java", Fixture.HELLO);
        Files.createDirectory(project.resolve("target"));
        Files.createSymbolicLink(project.resolve("target/hello-1.0.jar"), outside);
        Files.createSymbolicLink(project.resolve("target/classes"), elsewhere);

        BuiltJar built = builds.build(fixture.checkout(), phase -> {});

        assertThat(Fixture.entries(built.jar())).contains("acme/Hello.class");
        assertThat(built.jar()).isRegularFile().matches(jar -> !Files.isSymbolicLink(jar));
        assertThat(outside).hasContent("precious");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void theFirstCompilerErrorIsNamedWithFileAndLine() throws IOException {
        Checkout checkout = new Fixture(root)
                .with("pom.xml", Fixture.pom("broken", ""))
                .with("src/main/java/Hello.java", "class Hello {\n  int x\n}\n")
                .checkout();
        BuildFailure failure = failure(checkout);
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-03");
        assertThat(failure.reason()).isEqualTo("src/main/java/Hello.java:2: ';' expected");
        assertThat(shared.resolve("logs/hello@v0.1.0.log")).content().contains("[ERROR] COMPILATION ERROR");
    }

    @Test
    void aDependencyThatDoesNotExistIsNamed() throws IOException {
        Checkout checkout = new Fixture(root)
                .with("pom.xml", Fixture.pom("broken", Fixture.dependencies("io.orka:no-such-library:4.2:compile")))
                .with("src/main/java/acme/Hello.java", Fixture.HELLO)
                .checkout();
        List<String> phases = new ArrayList<>();
        BuildFailure failure = catchThrowableOfType(BuildFailure.class, () -> builds.build(checkout, phases::add));
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-04");
        assertThat(failure.reason()).contains("io.orka:no-such-library:jar:4.2");
        assertThat(phases).contains("downloading no-such-library-4.2.pom");
        assertThat(failure(checkout).code()).isEqualTo("ORKA-BUILD-04");
    }

    @Test
    void aPomThatIsNoXmlIsNamedWithItsLine() throws IOException {
        Checkout checkout = new Fixture(root)
                .with("pom.xml", "<project>\n<modelVersion>4.0.0</modelVersion>\n<oops\n")
                .checkout();
        BuildFailure failure = failure(checkout);
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-06");
        assertThat(failure.reason()).startsWith("pom.xml:");
    }

    @Test
    void aPomWithoutAVersionIsNamed() throws IOException {
        Checkout checkout = new Fixture(root)
                .with("pom.xml", Fixture.pom("hello", "").replace("<version>1.0</version>", ""))
                .checkout();
        assertThat(failure(checkout).line()).startsWith("ORKA-BUILD-06: pom.xml:1: 'version' is missing");
    }

    @Test
    void packagingPomIsNoPlugin() throws IOException {
        Checkout checkout = new Fixture(root)
                .with("pom.xml", Fixture.pom("parent", "<packaging>pom</packaging>"))
                .checkout();
        BuildFailure failure = failure(checkout);
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-07");
        assertThat(failure.reason()).isEqualTo("pom.xml: packaging 'pom' produces no jar");
    }

    @Test
    void aModuleIsBuiltWithItsSiblings() throws IOException {
        for (String commit : List.of("first", "second")) {
            BuiltJar built = builds.build(modules(root.resolve(commit)).checkout("parts/hello", false), phase -> {});
            assertThat(built.jar()).isEqualTo(root.resolve(commit).resolve("parts/hello/target/hello-1.0.jar"));
            assertThat(built.libraries())
                    .containsExactly(root.resolve(commit).resolve("parts/words/target/words-1.0.jar"));
            assertThat(built.libraries().get(0)).isRegularFile();
        }
    }

    @Test
    void testsRunWhenTheEntryAsksAndTheFirstFailedOneIsNamed() throws IOException {
        Fixture fixture = new Fixture(root)
                .with(
                        "pom.xml",
                        Fixture.pom("hello", Fixture.dependencies(SDK, "org.junit.jupiter:junit-jupiter:5.12.2:test")))
                .with("src/main/java/acme/Hello.java", Fixture.HELLO)
                .with("src/test/java/acme/HelloTest.java", """
                        package acme;

                        class HelloTest {
                            @org.junit.jupiter.api.Test
                            void greets() {
                                org.junit.jupiter.api.Assertions.assertEquals("Ada", "Bob");
                            }
                        }
                        """);
        assertThat(builds.build(fixture.checkout(), phase -> {}).jar()).isRegularFile();
        BuildFailure failure = failure(fixture.checkout("", true));
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-05");
        assertThat(failure.reason()).contains("HelloTest.greets:6", "expected: <Ada>");
    }

    private static Fixture modules(Path top) throws IOException {
        String parent = "<parent><groupId>acme</groupId><artifactId>all</artifactId><version>1.0</version>"
                + "<relativePath>../../pom.xml</relativePath></parent>";
        String modules = "<modules><module>parts/words</module><module>parts/hello</module>"
                + "<module>parts/broken</module></modules>";
        return new Fixture(top)
                .with("pom.xml", Fixture.pom("all", "<packaging>pom</packaging>" + modules))
                .with("parts/words/pom.xml", Fixture.pom("words", parent))
                .with("parts/words/src/main/java/words/Words.java", "package words; public class Words {}")
                .with("parts/broken/pom.xml", Fixture.pom("broken", parent))
                .with("parts/broken/src/main/java/Broken.java", "not Java")
                .with(
                        "parts/hello/pom.xml",
                        Fixture.pom("hello", parent + Fixture.dependencies(SDK, "acme:words:1.0:compile")))
                .with("parts/hello/src/main/java/acme/Hello.java", "package acme; class Hello extends words.Words {}");
    }

    @Test
    void aDirectoryThatTheTopPomDoesNotListIsBuiltAlone() throws IOException {
        Checkout checkout = new Fixture(root)
                .with("pom.xml", "<project>this one is broken</project>")
                .with("plugins/hello/pom.xml", Fixture.pom("hello", Fixture.dependencies(SDK)))
                .with("plugins/hello/src/main/java/acme/Hello.java", Fixture.HELLO)
                .checkout("plugins/hello", false);
        assertThat(builds.build(checkout, phase -> {}).jar()).isRegularFile();
    }

    @Test
    void theSdkNeedsNoNetworkAndNoLocalRepository() throws IOException {
        Path settings = shared.resolve("settings.xml");
        Path mine = Path.of(System.getProperty("user.home"), ".m2/repository");
        Files.writeString(settings, """
                <settings>
                  <localRepository>%s</localRepository>
                  <mirrors><mirror><id>central</id><mirrorOf>*</mirrorOf><url>%s</url></mirror></mirrors>
                </settings>
                """.formatted(shared.resolve("empty"), mine.toUri()));
        Checkout checkout = new Fixture(root)
                .with("pom.xml", Fixture.pom("hello", Fixture.dependencies(SDK)))
                .with("src/main/java/acme/Hello.java", Fixture.HELLO)
                .checkout();
        try (Builds mirrored = Fixture.builds(shared.resolve("mirrored"), Duration.ofMinutes(1), settings)) {
            BuiltJar built = mirrored.build(checkout, phase -> {});
            assertThat(built.jar()).isRegularFile();
            assertThat(shared.resolve("empty/org/apache/maven")).isDirectory();
            assertThat(shared.resolve("empty/io/orka")).doesNotExist();
        }
    }

    private static BuildFailure failure(Checkout checkout) {
        return catchThrowableOfType(BuildFailure.class, () -> builds.build(checkout, phase -> {}));
    }
}
