package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.plugins.PluginState;
import io.orka.plugins.Plugins;
import io.orka.plugins.Report;
import io.orka.sdk.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edit of the registry is applied, even if a command has edited the registry before and still drains a version. */
class ForeignEditTest {

    @TempDir
    private Path directory;

    @Test
    void anEditDuringARollbackIsApplied() throws Exception {
        isAppliedDuring("v2", plugins -> plugins.rollback("slow"), "v1");
    }

    @Test
    void anEditDuringASwapIsApplied() throws Exception {
        isAppliedDuring("v1", plugins -> plugins.swap("slow", "v2"), "v2");
    }

    private void isAppliedDuring(String from, Function<Plugins, Report> command, String to) throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            Path entered = directory.resolve("entered");
            Path leave = directory.resolve("leave");
            StoryRepository slow = host.repository("slow");
            for (String version : new String[] {"v1", "v2"}) {
                slow.plainPlugin("""
                        if (request.args().containsKey("wait")) {
                            java.nio.file.Files.createFile(java.nio.file.Path.of("%s"));
                            while (!java.nio.file.Files.exists(java.nio.file.Path.of("%s"))) {
                                Thread.sleep(1);
                            }
                        }
                        return Response.ok("%s");
                        """.formatted(entered, leave, version)).tag(version);
            }
            host.repository("other").plainPlugin("return Response.ok(1);").tag("v1");
            Orka orka = host.register("slow@v1").start();
            if (from.equals("v2")) {
                assertThat(orka.plugins().swap("slow", "v2").ok()).isTrue();
            }
            CompletableFuture<Object> call = begun(() ->
                    orka.call("slow", new Request("Say", Map.of("wait", true))).data());
            await(() -> Files.exists(entered));
            CompletableFuture<Report> report = begun(() -> command.apply(orka.plugins()));
            await(() -> to.equals(host.say("slow", "").data()));

            String mine = Files.readString(host.registryFile());
            assertThat(mine).contains(to);
            Path beside = directory.resolve("beside.json");
            Files.writeString(beside, mine.replace("]", """
                    , {"name": "other", "version": "v1", "repo": "repositories/other", "service": "S"}]
                    """));
            Files.move(beside, host.registryFile(), StandardCopyOption.ATOMIC_MOVE);
            Files.createFile(leave);

            assertThat(report.join().ok()).isTrue();
            assertThat(call.join()).isEqualTo(from);
            await(() -> orka.plugins().list().stream()
                    .anyMatch(plugin -> plugin.key().name().equals("other") && plugin.state() == PluginState.ACTIVE));
            assertThat(orka.plugins().plan().changes()).isEmpty();
        }
    }

    private static <T> CompletableFuture<T> begun(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, runnable -> new Thread(runnable).start());
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        while (!condition.holds()) {
            Poll.again();
        }
    }
}
