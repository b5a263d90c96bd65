package io.orka.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files in {@code .mvn} and {@code ~/.m2} have the same effect as with Maven's command line. */
class MvnDirectoryTest {

    private static final String VERSIONED = Fixture.pom("hello", "<build><finalName>hello-${word}</finalName></build>");

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
    void propertiesOfMavenConfigCount() throws IOException {
        Fixture fixture = project(root, VERSIONED).with(".mvn/maven.config", "# the version\n-Dword=1.2.3\n");
        assertThat(jar(fixture)).isEqualTo("hello-1.2.3.jar");
    }

    @Test
    void propertiesOfOneProjectDoNotReachTheNext() throws IOException {
        Fixture first = project(root.resolve("first"), VERSIONED).with(".mvn/maven.config", "-Dword=1\n");
        Fixture second = project(root.resolve("second"), VERSIONED);
        assertThat(jar(first)).isEqualTo("hello-1.jar");
        assertThat(jar(second)).isEqualTo("hello-null.jar");
    }

    @Test
    void profilesOfMavenConfigAreActive() throws IOException {
        String profiles = """
                <profiles>
                  <profile><id>lib</id>%s</profile>
                  <profile><id>not</id><activation><activeByDefault>true</activeByDefault></activation>
                    <build><finalName>wrong</finalName></build></profile>
                </profiles>
                """.formatted(Fixture.dependencies("org.jspecify:jspecify:1.0.0:compile"));
        Fixture fixture = project(root, Fixture.pom("hello", profiles)).with(".mvn/maven.config", "-Plib,!not\n-B\n");
        BuiltJar built = builds.build(fixture.checkout(), phase -> {});
        assertThat(built.libraries())
                .extracting(library -> library.getFileName().toString())
                .containsExactly("jspecify-1.0.0.jar");
        assertThat(built.jar()).hasFileName("hello-1.0.jar");
    }

    @Test
    void theNearestDirectoryAppliesToAPluginBelowTheTop() throws IOException {
        Fixture fixture = project(root.resolve("plugins/hello"), VERSIONED);
        new Fixture(root).with(".mvn/maven.config", "-Dword=top\n");
        assertThat(builds.build(new Fixture(root).checkout("plugins/hello", false), phase -> {})
                        .jar())
                .hasFileName("hello-top.jar");
        fixture.with(".mvn/maven.config", "-Dword=own\n");
        assertThat(builds.build(new Fixture(root).checkout("plugins/hello", false), phase -> {})
                        .jar())
                .hasFileName("hello-own.jar");
    }

    @Test
    void settingsAndRootDirectoryAreFound() throws IOException {
        Fixture fixture = project(root, VERSIONED)
                .with(".mvn/maven.config", "-s\n${session.rootDirectory}/.mvn/settings.xml\n")
                .with(".mvn/settings.xml", """
                        <settings>
                          <profiles><profile><id>p</id><properties><word>set</word></properties></profile></profiles>
                          <activeProfiles><activeProfile>p</activeProfile></activeProfiles>
                        </settings>
                        """);
        assertThat(jar(fixture)).isEqualTo("hello-set.jar");
    }

    @Test
    void optionsThatCannotBeUsedAreNamed() throws IOException {
        BuildFailure goal = failure(project(root, VERSIONED).with(".mvn/maven.config", "clean\n"));
        assertThat(goal.code()).isEqualTo("ORKA-BUILD-16");
        assertThat(goal.reason()).contains(".mvn/maven.config").contains("clean");
        BuildFailure unknown = failure(project(root, VERSIONED).with(".mvn/maven.config", "--no-such-option\n"));
        assertThat(unknown.code()).isEqualTo("ORKA-BUILD-16");
        assertThat(unknown.reason()).contains("--no-such-option");
        BuildFailure settings = failure(project(root, VERSIONED).with(".mvn/maven.config", "-s\nnone.xml\n"));
        assertThat(settings.reason()).contains("none.xml");
    }

    @Test
    void optionsOfTheJvmCountForThisBuildAlone() throws IOException {
        Fixture fixture = project(root.resolve("first"), VERSIONED)
                .with(".mvn/jvm.config", "-Dword=jvm\n-XX:+UseParallelGC -Xms32m\n");
        assertThat(jar(fixture)).isEqualTo("hello-jvm.jar");
        assertThat(jar(project(root.resolve("second"), VERSIONED))).isEqualTo("hello-null.jar");
    }

    @Test
    void optionsNoJvmStartsWithAreNamed() throws IOException {
        BuildFailure failure = failure(project(root, VERSIONED).with(".mvn/jvm.config", "-XX:+NoSuchOption\n"));
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-16");
        assertThat(failure.reason()).contains(".mvn/jvm.config").contains("NoSuchOption");
    }

    @Test
    void extensionsOfMavenAreLoadedForThisBuildAlone() throws IOException {
        Path local = root.resolve("local");
        extension(local.resolve("acme/versions/1/versions-1.jar"));
        Path settings = Files.writeString(root.resolve("settings.xml"), """
                <settings>
                  <localRepository>%s</localRepository>
                  <mirrors><mirror><id>central</id><mirrorOf>*</mirrorOf><url>%s</url></mirror></mirrors>
                </settings>
                """.formatted(
                local,
                Path.of(System.getProperty("user.home"), ".m2/repository").toUri()));
        Fixture fixture = project(root.resolve("extended"), Fixture.pom("hello", ""))
                .with(".mvn/extensions.xml", extensions("1"));
        Fixture plain = project(root.resolve("plain"), Fixture.pom("hello", ""));
        Fixture missing =
                project(root.resolve("missing"), Fixture.pom("hello", "")).with(".mvn/extensions.xml", extensions("2"));
        try (Builds extended = Fixture.builds(root.resolve("builds"), Duration.ofMinutes(3), settings)) {
            assertThat(extended.build(fixture.checkout(), phase -> {}).jar()).hasFileName("extended.jar");
            assertThat(extended.build(plain.checkout(), phase -> {}).jar()).hasFileName("hello-1.0.jar");
            BuildFailure failure =
                    catchThrowableOfType(BuildFailure.class, () -> extended.build(missing.checkout(), phase -> {}));
            assertThat(failure.code()).isEqualTo("ORKA-BUILD-04");
            assertThat(failure.reason()).contains("acme:versions:jar:2");
        }
    }

    @Test
    void extensionsThatAreNoXmlAreNamed() throws IOException {
        BuildFailure failure = failure(project(root, VERSIONED).with(".mvn/extensions.xml", "<extensions><oops"));
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-16");
        assertThat(failure.reason()).contains(".mvn/extensions.xml");
    }

    @Test
    void toolchainsOfTheOperatorAreFound() throws IOException {
        Path settings = Files.writeString(root.resolve("settings.xml"), "<settings/>");
        Files.writeString(root.resolve("toolchains.xml"), """
                <toolchains><toolchain><type>jdk</type><provides><version>99</version></provides>
                  <configuration><jdkHome>%s</jdkHome></configuration></toolchain></toolchains>
                """.formatted(System.getProperty("java.home")));
        Fixture fixture = project(root.resolve("hello"), Fixture.pom("hello", """
                <build><plugins><plugin>
                  <artifactId>maven-compiler-plugin</artifactId>
                  <configuration><jdkToolchain><version>99</version></jdkToolchain></configuration>
                </plugin></plugins></build>
                """));
        try (Builds tooled = Fixture.builds(root.resolve("builds"), Duration.ofMinutes(3), settings)) {
            BuiltJar built = tooled.build(fixture.checkout(), phase -> {});
            assertThat(built.log()).content().contains("Toolchain in maven-compiler-plugin: JDK");
        }
    }

    private static Fixture project(Path directory, String pom) throws IOException {
        return new Fixture(directory)
                .with("pom.xml", pom)
                .with("src/main/java/acme/Hello.java", "package acme; class Hello {}");
    }

    private static String jar(Fixture fixture) {
        return builds.build(fixture.checkout(), phase -> {}).jar().getFileName().toString();
    }

    private static BuildFailure failure(Fixture fixture) {
        return catchThrowableOfType(BuildFailure.class, () -> builds.build(fixture.checkout(), phase -> {}));
    }

    private static String extensions(String version) {
        return "<extensions><extension><groupId>acme</groupId><artifactId>versions</artifactId><version>" + version
                + "</version></extension></extensions>";
    }

    /** Creates a Maven extension that renames every jar. */
    private static void extension(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        Files.writeString(jar.resolveSibling("versions-1.pom"), """
                <project><modelVersion>4.0.0</modelVersion>
                <groupId>acme</groupId><artifactId>versions</artifactId><version>1</version></project>
                """);
        Path source = Files.writeString(jar.resolveSibling("Renamed.java"), """
                @javax.inject.Named
                @javax.inject.Singleton
                public class Renamed extends org.apache.maven.AbstractMavenLifecycleParticipant {
                    @Override
                    public void afterProjectsRead(org.apache.maven.execution.MavenSession session) {
                        session.getProjects().forEach(project -> project.getBuild().setFinalName("extended"));
                    }
                }
                """);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "--release",
                                "17",
                                "-cp",
                                System.getProperty("java.class.path"),
                                source.toString()))
                .isZero();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("Renamed.class"));
            Files.copy(jar.resolveSibling("Renamed.class"), out);
            out.putNextEntry(new JarEntry("META-INF/sisu/javax.inject.Named"));
            out.write("Renamed\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }
}
