package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.identity.PluginKey;
import io.orka.plugins.PluginState;
import io.orka.plugins.Subscription;
import io.orka.registry.PluginLock;
import io.orka.store.BundleStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the tasks of a host other than swaps: confirmed removals, retries, reports of leaks, and cleanup. */
class UpkeepStoryTest {

    private static final long PATIENCE_MINUTES = 2;

    /** Starts a thread that ignores interrupts, if the request contains {@code leak}. */
    private static final String LEAKING = """
            if (request.string("word", "").equals("leak")) {
                Thread thread = new Thread(() -> {
                    while (true) {
                        try { Thread.sleep(60_000); } catch (InterruptedException e) { continue; }
                    }
                }, "deaf");
                thread.setDaemon(true);
                thread.start();
            }
            return Response.ok("%s");
            """;

    @TempDir
    private Path directory;

    private static void release(StoryHost host, String name, String... versions) {
        for (String version : versions) {
            host.repository(name)
                    .plainPlugin("return Response.ok(\"" + version + "\");")
                    .tag(version);
        }
    }

    private static Set<PluginKey> locked(StoryHost host) {
        return new PluginLock(host.home().lockFile()).read().keySet();
    }

    @Test
    void aPluginThatFailedIsRemovedLikeAnyOther() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            release(host, "ada", "v1");
            host.register("ada@v1", "ada@v9").start();
            assertThat(host.status("ada@v9").state()).isEqualTo(PluginState.FAILED);

            assertThat(host.shell("orka:remove ada@v9")).isEqualTo("ada@v9  removed\n");

            assertThat(host.shell("orka:list")).contains("v1").doesNotContain("v9");
        }
    }

    @Test
    void losingMostOfTheRegistryStopsNothingUntilSomebodyConfirms() throws Exception {
        List<String> names = List.of("ada", "bob", "eve", "joe");
        try (StoryHost host = new StoryHost(directory)) {
            names.forEach(name -> release(host, name, "v1"));
            host.register("ada@v1", "bob@v1", "eve@v1", "joe@v1").start();
            host.register("ada@v1");

            assertThat(host.shell("orka:apply")).startsWith("FAILED").contains("ORKA-PLUGIN-12");

            assertThat(names)
                    .allSatisfy(name -> assertThat(host.say(name, "").data()).isEqualTo("v1"));

            // Three of six are no longer the majority, but the removal of these three is not confirmed.
            release(host, "kim", "v1");
            release(host, "lea", "v1");
            host.register("ada@v1", "kim@v1", "lea@v1");
            assertThat(host.shell("orka:apply")).contains("ORKA-PLUGIN-12");
            assertThat(host.shell("orka:apply")).contains("ORKA-PLUGIN-12");
            assertThat(names)
                    .allSatisfy(name -> assertThat(host.say(name, "").data()).isEqualTo("v1"));
        }
        try (StoryHost host = new StoryHost(directory)) {
            host.register("ada@v1").start();
            assertThat(names)
                    .allSatisfy(name -> assertThat(host.say(name, "").data()).isEqualTo("v1"));

            assertThat(host.shell("orka:apply --confirm")).doesNotContain("FAILED");

            assertThat(host.orka().plugins().list()).hasSize(1);
            assertThat(host.say("ada", "").data()).isEqualTo("v1");
            assertThat(locked(host)).containsOnly(new PluginKey("ada", "v1"));
        }
    }

    @Test
    void whatWasRemovedWhileTheHostWasDownIsForgotten() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            release(host, "ada", "v1");
            release(host, "bob", "v1");
            host.register("ada@v1", "bob@v1").start();
            assertThat(locked(host)).hasSize(2);
        }
        try (StoryHost host = new StoryHost(directory)) {
            host.register("ada@v1").start();

            assertThat(host.shell("orka:apply")).doesNotContain("FAILED");

            assertThat(locked(host)).containsOnly(new PluginKey("ada", "v1"));
            assertThat(host.say("ada", "").data()).isEqualTo("v1");
        }
    }

    @Test
    void whatFailedServesWhenItsRepositoryIsMended() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            release(host, "mended", "v1");
            Orka orka = host.register("mended@v2").start();
            assertThat(host.status("mended").state()).isEqualTo(PluginState.FAILED);
            assertThat(host.status("mended").retry()).isNotNull();
            CountDownLatch serves = new CountDownLatch(1);
            Subscription heard = orka.plugins().listen(status -> {
                if (status.state() == PluginState.ACTIVE) {
                    serves.countDown();
                }
            });
            release(host, "mended", "v2");

            assertThat(serves.await(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
            heard.close();
            assertThat(host.say("mended", "").data()).isEqualTo("v2");
        }
    }

    @Test
    void aThreadThatHearsNothingIsNamedAndCounted() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            for (String version : List.of("v1", "v2")) {
                host.repository("leaks").plainPlugin(LEAKING.formatted(version)).tag(version);
            }
            Orka orka = host.register("leaks@v1").start();
            host.say("leaks", "leak");

            assertThat(orka.plugins().swap("leaks", "v2").ok()).isTrue();
            assertThat(host.shell("orka:gc")).doesNotContain("FAILED");

            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
            while (!host.shell("orka:why leaks").contains("'deaf'") && System.nanoTime() < end) {
                Poll.again();
            }
            assertThat(host.shell("orka:why leaks"))
                    .contains("the classes of leaks@v1")
                    .contains("thread 'deaf'");
            assertThat(host.status("leaks").alive()).hasSize(1);
            assertThat(host.shell("orka:list")).containsPattern("OLD IN MEMORY[^\\n]*\\n.*leaks.*\\b1\\b");
        }
    }

    @Test
    void tidyingUpLeavesTheWayBackAndNoneBeforeIt() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            release(host, "moved", "v1", "v2", "v3");
            Orka orka = host.register("moved@v1").start();
            orka.plugins().swap("moved", "v2");
            orka.plugins().swap("moved", "v3");
            BundleStore store = new BundleStore(host.home().store());
            Set<String> all = store.digests();
            assertThat(all).hasSize(3);
            age(host.home().store());

            assertThat(host.shell("orka:gc")).contains("1 deleted");

            assertThat(store.digests()).hasSize(2).isSubsetOf(all);
            Files.move(directory.resolve("repositories"), directory.resolve("gone"));
            assertThat(orka.plugins().rollback("moved").ok()).isTrue();
            assertThat(host.say("moved", "").data()).isEqualTo("v2");
            assertThat(orka.plugins().rollback("moved").ok()).isTrue();
            assertThat(host.say("moved", "").data()).isEqualTo("v3");
        }
    }

    /** Makes all bundles old, because the cleanup keeps new bundles. */
    private static void age(Path store) throws IOException {
        try (Stream<Path> bundles = Files.list(store)) {
            for (Path bundle : bundles.toList()) {
                Files.setLastModifiedTime(bundle, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
            }
        }
    }
}
