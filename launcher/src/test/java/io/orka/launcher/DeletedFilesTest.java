package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A running host recreates deleted files. A host without its lock file changes nothing and keeps other hosts out. */
@Tag("machine")
class DeletedFilesTest {

    private static final String LOST = "ORKA-HOST-17";

    @TempDir
    private Path directory;

    private Path registry;
    private OrkaHome home;
    private HostProcess host;

    @BeforeEach
    void start() throws Exception {
        for (String name : List.of("here", "apart")) {
            StoryRepository repository = new StoryRepository(directory.resolve(name));
            for (String version : List.of("v1", "v2")) {
                repository
                        .plainPlugin("return Response.ok(\"" + version + "\");")
                        .tag(version);
            }
        }
        String entry = "{ \"name\": \"%1$s\", \"version\": \"v1\", \"repo\": \"%1$s\", \"service\": \"S\" %2$s}";
        registry = Files.writeString(
                directory.resolve("plugins.json"),
                "[" + entry.formatted("here", "") + "," + entry.formatted("apart", ", \"isolation\": \"process\"")
                        + "]");
        home = OrkaHome.of(directory.resolve("home"));
        host = HostProcess.start(home, registry);
        assertThat(host.say("orka:apply")).doesNotContain("FAILED");
    }

    @AfterEach
    void stop() throws Exception {
        host.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"home/plugins", "home/logs", "home/run", "tmp"})
    void whatMayBeDeletedComesBack(String deleted) throws Exception {
        delete(directory.resolve(deleted));

        for (String name : List.of("here", "apart")) {
            await("orka:call " + name + " Say", "\"data\":\"v1\"");
            await("orka:swap " + name + " v2", "v2");
            await("orka:call " + name + " Say", "\"data\":\"v2\"");
            await("orka:rollback " + name, "v1");
            await("orka:call " + name + " Say", "\"data\":\"v1\"");
        }
        host.awaitFile(home.logs().resolve("orka.log"), lines -> true);
        assertThat(home.buildLogs().resolve("here@v2.log")).exists();
        assertThat(host.say("orka:reload apart")).doesNotStartWith("FAILED");
        secondHostIsRefused();

        host.signal("TERM");
        assertThat(host.exit()).as(host.output()).isZero();
    }

    @Test
    void engineBundlesRunOnAndAreRefreshedThoughTheFrameworksFilesWereDeleted() throws Exception {
        words("one").into(home.engineBundles());
        new SourceBundle(directory.resolve("sources"), "acme.user")
                .header("Import-Package", "acme.words,org.osgi.framework")
                .header("Bundle-Activator", "acme.user.User")
                .source("User", """
                        package acme.user;
                        import org.osgi.framework.*;
                        public class User implements BundleActivator {
                            public void start(BundleContext context) { System.out.println("The user starts"); }
                            public void stop(BundleContext context) { Late.say(); }
                        }
                        """)
                .source("Late", """
                        package acme.user;
                        class Late { static void say() { System.out.println("The user stops"); } }
                        """)
                .into(home.engineBundles());
        host.awaitOutput("The user starts");

        delete(home.run());
        host.awaitOutput(home.run().resolve("framework") + "/"); // the directory is recreated
        await("orka:call here Say", "\"data\":\"v1\"");
        words("two").into(home.engineBundles());

        host.awaitOutput("The user stops");
        host.awaitOutput("acme.words.jar: updated");
        assertThat(host.output().split("The user starts", -1)).hasSize(3);
        assertThat(host.say("orka:engine")).doesNotContain("FAILED");
    }

    private SourceBundle words(String word) throws IOException {
        return new SourceBundle(directory.resolve(word), "acme.words")
                .header("Export-Package", "acme.words")
                .source(
                        "Word",
                        "package acme.words; public class Word { public String toString() { return \"" + word
                                + "\"; } }");
    }

    @Test
    void aHostWhoseLockIsGoneChangesNothingAndKeepsOthersOut() throws Exception {
        Files.delete(home.lockOfHost());

        assertThat(host.say("orka:swap here v2")).startsWith("FAILED").contains(LOST, "process " + host.pid());
        assertThat(host.say("orka:gc")).contains(LOST);
        assertThat(host.say("orka:status")).startsWith("FAILED").contains("process ", "problems  1", LOST);
        assertThat(host.say("orka:call here Say")).contains("\"data\":\"v1\"");
        host.awaitOutput(LOST);
        secondHostIsRefused();

        assertThat(home.lockOfHost()).exists(); // the second host created another lock file
        assertThat(host.say("orka:apply")).contains(LOST);
        secondHostIsRefused();
        assertThat(Files.readString(registry)).doesNotContain("v2");
    }

    @Test
    void aSecondHostStaysAwayThoughTheWholeHomeIsGone() throws Exception {
        delete(home.directory());

        secondHostIsRefused();
        await("orka:call here Say", "\"data\":\"v1\"");
        assertThat(host.say("orka:apply")).contains(LOST);
        secondHostIsRefused();
    }

    private void secondHostIsRefused() throws Exception {
        try (HostProcess second = HostProcess.launch(home, registry)) {
            assertThat(second.exit()).isEqualTo(1);
            assertThat(second.output()).contains("ORKA-HOST-01").contains("process " + host.pid());
        }
    }

    private void await(String command, String words) {
        String said = host.say(command);
        while (said.startsWith("FAILED") || !said.contains(words)) {
            said = host.say(command);
        }
    }

    /** Deletes a directory into which the host still writes. */
    private static void delete(Path directory) throws IOException {
        while (Files.exists(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
                return;
            } catch (NoSuchFileException | DirectoryNotEmptyException | UncheckedIOException e) {
                // try again
            }
        }
    }
}
