package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the start script with different Java installations, locales and paths. */
class StartScriptTest {

    private static final String STRANGE = "Über süße 日本 \uD83D\uDE80";

    @TempDir
    private static Path shared;

    /** A distribution that is unpacked once, in a directory that is valid for every test. */
    @SuppressWarnings("NullAway.Init")
    private static UnpackedOrka orka;

    @TempDir
    private Path directory;

    @BeforeAll
    static void unpack() throws IOException {
        orka = new UnpackedOrka(Files.createDirectories(shared.resolve("Über süße 日本")));
    }

    @BeforeEach
    void reset() {
        orka.reset();
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    @Test
    void namesOutsideAsciiAreRightInTheLocaleThatKnowsNone() throws Exception {
        new StoryRepository(directory.resolve("Quelle ü"))
                .plainPlugin("return Response.ok(request.string(\"word\"));")
                .write("src/main/resources/Gruß.txt", "Grüße")
                .tag("v1");
        Files.writeString(directory.resolve("Liste é.json"), """
                [{ "name": "p", "version": "v1", "repo": "Quelle ü", "service": "S" }]
                """);
        String call = "orka:call p Say word='" + STRANGE + "'";
        orka.set("LC_ALL", "C");

        String printed = orka.run("exec", "--home", path("Heim 家"), "--registry", path("Liste é.json"), "--", call);

        assertThat(printed).contains("{\"success\":true,\"data\":\"" + STRANGE + "\"}");
        assertThat(directory.resolve("Heim 家/plugins.lock.json")).exists();
        assertThat(directory).isDirectoryNotContaining("glob:**/*{\\?,\uFFFD}*");
    }

    /** None of these locales supports the names: the locale is C, is not installed, or is not set. */
    @ParameterizedTest
    @ValueSource(strings = {"LC_ALL=POSIX", "LC_CTYPE=C", "LANG=xx_XX.UTF-8", "LC_ALL=C.UTF-8", "LANG="})
    void wordsOutsideAsciiAreRightInEveryLocale(String locale) throws Exception {
        String[] variable = locale.split("=", 2);
        orka.set(variable[0], variable[1]);

        assertThat(orka.fail("exec", "--home", path("Heim 家"), "--", "orka:why '" + STRANGE + "'"))
                .contains("unknown plugin '" + STRANGE + "'");

        assertThat(directory.resolve("Heim 家/logs")).isDirectory();
    }

    @Test
    void namesOutsideAsciiAreRefusedWhereNoLocaleKnowsThem() throws Exception {
        command("locale", "echo ANSI_X3.4-1968");
        orka.set("PATH", path("commands") + ":" + System.getenv("PATH"));

        assertThat(orka.fail("version")).startsWith("ORKA-HOST-14: ").hasLineCount(1);
    }

    @Test
    void theLocaleIsReadByItsNameWhereThereIsNoCommandForIt() throws Exception {
        command("locale", "exit 127");
        orka.set("PATH", path("commands") + ":" + System.getenv("PATH"));

        for (String locale : new String[] {"C", "C.UTF-8"}) {
            assertThat(orka.set("LANG", locale).run("version")).startsWith("Orka ");
        }
    }

    private void command(String name, String script) throws IOException {
        Path file = directory.resolve("commands").resolve(name);
        Files.createDirectories(requireNonNull(file.getParent()));
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_402", "11.0.2", "16"})
    void aJavaThatIsTooOldIsToldInOneLine(String version) throws Exception {
        command("bin/java", "echo 'Unrecognized option'; exit 3");
        Files.writeString(
                directory.resolve("commands/release"), "IMPLEMENTOR=\"Acme\"\nJAVA_VERSION=\"" + version + "\"\n");

        String line = "ORKA-HOST-15: the Java installation in " + path("commands") + " has version " + version
                + ". Install JDK 17 or later, or set JAVA_HOME to one.";
        assertThat(orka.set("JAVA_HOME", path("commands")).fail("version")).isEqualToIgnoringNewLines(line);
        orka.set("JAVA_HOME", "").set("PATH", path("commands/bin") + ":" + System.getenv("PATH"));
        assertThat(orka.fail("version")).isEqualToIgnoringNewLines(line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            java.base                             | java.desktop, java.logging, java.management, java.naming, java.rmi, java.security.jgss, java.sql, java.xml, jdk.unsupported
            java.se                               | jdk.unsupported
            jdk.unsupported,java.desktop,java.sql | java.management, java.naming, java.rmi, java.security.jgss
            """)
    void modulesThatAreMissingAreToldInOneLine(String modules, String missing) throws Exception {
        orka.set("ORKA_JAVA_OPTS", "--limit-modules " + modules);
        for (String command : new String[] {"version", "run"}) {
            assertThat(orka.fail(command))
                    .startsWith("ORKA-HOST-12: the Java installation in " + System.getProperty("java.home")
                            + " lacks the modules " + missing)
                    .hasLineCount(1);
        }
    }

    /** Java treats a colon as the end of a path, and decodes four-byte UTF-8 characters wrongly in a class path. */
    @ParameterizedTest
    @ValueSource(strings = {"a:b", "\uD83D\uDE80", "\uDBFF\uDFFD"})
    void aDirectoryThatJavaCannotReadJarsInIsToldInOneLine(String name) throws Exception {
        UnpackedOrka unreadable = new UnpackedOrka(Files.createDirectories(directory.resolve(name)));

        assertThat(unreadable.fail("version")).startsWith("ORKA-HOST-09: ").hasLineCount(1);
    }

    @Test
    void archivesAreNotMadeInADirectoryWithAColon() throws Exception {
        orka.set("XDG_CACHE_HOME", path("a:b"));
        Process host = orka.start("run", "--home", path("home"));
        while (!orka.output().contains("Orka is running on") && host.isAlive()) {
            Poll.again();
        }

        orka.stop(host);

        assertThat(orka.archives()).doesNotExist();
    }
}
