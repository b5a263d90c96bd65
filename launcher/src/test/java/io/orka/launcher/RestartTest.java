package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orka.plugins.PluginState;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Report;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The active version stays active after a restart, a bad version, a bad edit or a rollback. */
class RestartTest {

    @TempDir
    private Path directory;

    private static void release(StoryRepository repository, String version) {
        repository.plainPlugin("return Response.ok(\"" + version + "\");").tag(version);
    }

    @Test
    void aRestartWithoutTheRepositoryServesWhatIsInTheStore() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            release(host.repository("stays"), "v0.1.0");
            host.register("stays@v0.1.0").start();
        }
        Files.move(directory.resolve("repositories"), directory.resolve("gone"));
        try (StoryHost host = new StoryHost(directory)) {
            host.register("stays@v0.1.0").start();
            assertThat(host.say("stays", "").data()).isEqualTo("v0.1.0");
            assertThat(host.status("stays").state()).isEqualTo(PluginState.ACTIVE);
        }
    }

    @Test
    void aStopDeletesNothingTheNextStartWouldWaitFor() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            release(host.repository("stays"), "v0.1.0");
            host.register("stays@v0.1.0").start();
            Path lives = host.home().run().resolve("framework");
            List<Path> installed = bundles(lives);

            host.close();

            assertThat(installed).hasSizeGreaterThan(1);
            assertThat(bundles(lives)).isEqualTo(installed);
        }
    }

    private static List<Path> bundles(Path lives) throws IOException {
        try (Stream<Path> files =
                Files.find(lives, 2, (file, is) -> file.getFileName().toString().startsWith("bundle"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void theLastGoodVersionServesWhileTheNextFailsAlsoAfterARestart() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            StoryRepository repository = host.repository("last");
            release(repository, "v0.1.0");
            repository.plainPlugin("this does not compile").tag("v0.2.0");
            Orka orka = host.register("last@v0.1.0").start();
            OrkaCall held = orka.service("last");

            Report report = orka.plugins().swap("last", "v0.2.0");

            assertThat(report.ok()).isFalse();
            assertThat(held.call(new Request("Say")).data()).isEqualTo("v0.1.0");
            assertThat(host.status("last@v0.2.0").state()).isEqualTo(PluginState.FAILED);
            assertThat(host.status("last@v0.2.0").servedBy()).hasToString("last@v0.1.0");
        }
        try (StoryHost host = new StoryHost(directory)) {
            host.register("last@v0.2.0").start();
            assertThat(host.say("last", "").data()).isEqualTo("v0.1.0");
            assertThat(host.status("last@v0.2.0").state()).isEqualTo(PluginState.FAILED);

            Report back = host.orka().plugins().rollback("last");

            assertThat(back.ok()).isTrue();
            assertThat(Files.readString(host.registryFile())).contains("v0.1.0").doesNotContain("v0.2.0");
            assertThat(host.status("last").state()).isEqualTo(PluginState.ACTIVE);
        }
    }

    @Test
    void aRollbackNeedsNeitherRepositoryNorBuild() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            StoryRepository repository = host.repository("back");
            release(repository, "v0.1.0");
            release(repository, "v0.2.0");
            Orka orka = host.register("back@v0.1.0").start();
            orka.plugins().swap("back", "v0.2.0");
            assertThat(host.say("back", "").data()).isEqualTo("v0.2.0");
            Files.move(directory.resolve("repositories"), directory.resolve("gone"));

            assertThat(orka.plugins().rollback("back").ok()).isTrue();

            assertThat(host.say("back", "").data()).isEqualTo("v0.1.0");
            assertThat(Files.readString(host.registryFile())).contains("v0.1.0");
            assertThat(orka.plugins().rollback("back").ok()).isTrue();
            assertThat(host.say("back", "").data()).isEqualTo("v0.2.0");
        }
    }

    @Test
    void aReloadFollowsABranchAndARollbackUndoesIt() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            StoryRepository repository = host.repository("branch").plainPlugin("return Response.ok(\"one\");");
            repository.commit("One");
            Orka orka = host.register("branch").start();
            assertThat(host.say("branch", "").data()).isEqualTo("one");
            assertThat(orka.plugins().reload("branch").items().get(0).text()).contains("already up to date");

            repository.plainPlugin("return Response.ok(\"two\");").commit("Two");
            assertThat(orka.plugins().reload("branch").ok()).isTrue();
            assertThat(host.say("branch", "").data()).isEqualTo("two");

            assertThat(orka.plugins().rollback("branch").ok()).isTrue();
            assertThat(host.say("branch", "").data()).isEqualTo("one");
        }
    }

    @Test
    void aRollbackBringsTheRefBack() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            StoryRepository repository = host.repository("ref").plainPlugin("return Response.ok(\"one\");");
            repository.tag("release-1");
            release(repository, "v2.0.0");
            host.register("ref@v1.0.0");
            String registered =
                    Files.readString(host.registryFile()).replace("\"service\"", "\"ref\": \"release-1\", \"service\"");
            Files.writeString(host.registryFile(), registered);
            Orka orka = host.start();
            assertThat(orka.plugins().swap("ref", "v2.0.0").ok()).isTrue();

            assertThat(orka.plugins().rollback("ref").ok()).isTrue();

            assertThat(Files.readString(host.registryFile()))
                    .contains("release-1")
                    .contains("v1.0.0");
            assertThat(orka.plugins().plan().changes()).isEmpty();
            assertThat(host.say("ref", "").data()).isEqualTo("one");
        }
    }

    @Test
    void aReloadDoesNotHideAnUpdateThatFails() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            release(host.repository("hidden"), "v0.1.0");
            Orka orka = host.register("hidden@v0.1.0").start();
            String elsewhere =
                    Files.readString(host.registryFile()).replace("\"service\"", "\"path\": \"nowhere\", \"service\"");
            Files.writeString(host.registryFile(), elsewhere);

            assertThat(orka.plugins().apply().ok()).isFalse();
            assertThat(orka.plugins().reload("hidden").ok()).isFalse();

            assertThat(host.status("hidden").state()).isEqualTo(PluginState.FAILED);
            assertThat(host.say("hidden", "").data()).isEqualTo("v0.1.0");
        }
    }

    @Test
    void aBadEditChangesNothing() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            release(host.repository("calm"), "v0.1.0");
            Orka orka = host.register("calm@v0.1.0").start();
            Files.writeString(host.registryFile(), "[ { \"name\": ");

            assertThatThrownBy(() -> orka.plugins().apply()).hasMessageContaining("plugins.json");

            assertThat(host.say("calm", "").data()).isEqualTo("v0.1.0");
        }
        try (StoryHost host = new StoryHost(directory)) {
            Files.writeString(host.registryFile(), "[ { \"name\": ");
            host.start();
            assertThat(host.say("calm", "").data()).isEqualTo("v0.1.0");
        }
    }

    @Test
    void aDamagedBundleIsBuiltAgain() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            release(host.repository("rotten"), "v0.1.0");
            host.register("rotten@v0.1.0").start();
        }
        try (var files = Files.walk(directory.resolve("home/store"))) {
            Path manifest = files.filter(file -> file.endsWith("config.json"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(manifest, Files.readString(manifest) + " ");
        }
        try (StoryHost host = new StoryHost(directory)) {
            host.register("rotten@v0.1.0").start();
            assertThat(host.say("rotten", "").data()).isEqualTo("v0.1.0");
        }
    }

    /** Writes a plugin whose constructor appends to a file, and fails while another file exists. */
    private StoryRepository countsConstructions(StoryHost host, String name) {
        return host.repository(name)
                .write("config.json", "{ \"name\": \"%s\" }".formatted(name))
                .write("Plugin.java", """
                        import io.orka.sdk.*;
                        import java.nio.file.*;
                        public class Plugin {
                            public Plugin() throws Exception {
                                if (Files.exists(Path.of("%1$s/bad"))) {
                                    throw new IllegalStateException("the database is away");
                                }
                                Files.writeString(Path.of("%1$s/constructed"), "once ",
                                        StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                            }
                            public Response callMethod(Request request) {
                                return Response.ok("here");
                            }
                        }
                        """.formatted(directory));
    }

    @Test
    void aRestartConstructsAPluginWhenItIsFirstCalledAndOnlyOnce() throws Exception {
        Path constructed = directory.resolve("constructed");
        try (StoryHost host = new StoryHost(directory)) {
            countsConstructions(host, "late").tag("v0.1.0");
            host.register("late@v0.1.0").start();
            assertThat(constructed).content().isEqualTo("once ");
        }
        Files.delete(constructed);
        try (StoryHost host = new StoryHost(directory)) {
            host.register("late@v0.1.0").start();
            assertThat(host.status("late").state()).isEqualTo(PluginState.ACTIVE);
            assertThat(constructed).doesNotExist();

            List<CompletableFuture<Object>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(CompletableFuture.supplyAsync(
                        () -> host.say("late", "").data(), task -> new Thread(task).start()));
            }

            assertThat(calls).allSatisfy(call -> assertThat(call.join()).isEqualTo("here"));
            assertThat(constructed).content().isEqualTo("once ");
        }
    }

    @Test
    void aPluginThatIsNeverCalledAfterARestartIsNeverConstructed() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            countsConstructions(host, "unused").tag("v0.1.0");
            host.register("unused@v0.1.0").start();
        }
        Files.delete(directory.resolve("constructed"));
        try (StoryHost host = new StoryHost(directory)) {
            host.register("unused@v0.1.0").start();
            host.register();
            assertThat(host.orka().plugins().apply(true).ok()).isTrue();
        }
        assertThat(directory.resolve("constructed")).doesNotExist();
    }

    @Test
    void whatCannotBeConstructedAfterARestartFailsItsFirstCallAndIsTriedAgain() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            countsConstructions(host, "broken").tag("v0.1.0");
            host.register("broken@v0.1.0").start();
        }
        Files.createFile(directory.resolve("bad"));
        try (StoryHost host = new StoryHost(directory)) {
            Orka orka = host.register("broken@v0.1.0").start();
            OrkaCall held = orka.service("broken");
            CompletableFuture<PluginStatus> failed = new CompletableFuture<>();
            orka.plugins().listen(status -> {
                if (status.state() == PluginState.FAILED) {
                    failed.complete(status);
                }
            });

            assertThatThrownBy(() -> held.call(new Request("Say")))
                    .isInstanceOf(OrkaCallException.class)
                    .hasMessageContaining("construction failed")
                    .hasMessageContaining("the database is away")
                    .extracting(e -> ((OrkaCallException) e).code())
                    .isEqualTo("ORKA-CALL-13");

            assertThat(failed.get(30, TimeUnit.SECONDS).failure())
                    .isNotNull()
                    .extracting(failure -> failure.code())
                    .isEqualTo("ORKA-DEPLOY-07");
            assertThat(host.shell("orka:why broken")).contains("the database is away");

            Files.delete(directory.resolve("bad"));
            assertThat(orka.plugins().apply().ok()).isTrue();
            assertThat(held.call(new Request("Say")).data()).isEqualTo("here");
            assertThat(host.status("broken").state()).isEqualTo(PluginState.ACTIVE);
        }
    }

    @Test
    void aStopLetsTheFirstCallHaveItsPluginAndClosesThat() throws Exception {
        Path constructing = directory.resolve("constructing");
        Path construct = directory.resolve("construct");
        Path closed = directory.resolve("closed");
        try (StoryHost host = new StoryHost(directory)) {
            Files.createFile(construct);
            host.repository("slow")
                    .write("config.json", StoryRepository.CONFIG)
                    .write("Plugin.java", """
                            import io.orka.sdk.Request;
                            import io.orka.sdk.Response;
                            import java.nio.file.*;

                            public final class Plugin implements AutoCloseable {
                                public Plugin() throws Exception {
                                    Files.writeString(Path.of("%s"), "");
                                    while (!Files.exists(Path.of("%s"))) Thread.sleep(5);
                                }

                                public Response callMethod(Request request) {
                                    return Response.ok("constructed");
                                }

                                @Override
                                public void close() throws Exception {
                                    Files.writeString(Path.of("%s"), "");
                                }
                            }
                            """.formatted(constructing, construct, closed))
                    .tag("v0.1.0");
            host.register("slow@v0.1.0").start();
        }
        for (Path trace : List.of(constructing, construct, closed)) {
            Files.delete(trace);
        }
        StoryHost host = new StoryHost(directory).register("slow@v0.1.0");
        OrkaCall held = host.start().service("slow");
        CompletableFuture<Object> answer = CompletableFuture.supplyAsync(() -> answer(held));
        while (!Files.exists(constructing)) {
            Poll.again();
        }
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(host::close, task -> new Thread(task).start());
        while (!serviceIsGone(host)) {
            Poll.again();
        }
        Files.createFile(construct);

        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("constructed");
        stopped.get(30, TimeUnit.SECONDS);
        assertThat(closed).exists();
    }

    private static boolean serviceIsGone(StoryHost host) {
        try {
            host.orka().service("slow");
            return false;
        } catch (OrkaCallException gone) {
            return true;
        }
    }

    private static Object answer(OrkaCall plugin) {
        try {
            return requireNonNull(plugin.call(new Request("Say")).data());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
