package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** Tests engine bundles in real hosts: stored data, updates under load, and a stop that does not return. */
class EngineBundleStoryTest {

    private static final int KILLS = Integer.getInteger("orka.soak.engine", 5);
    private static final int UPDATES = Integer.getInteger("orka.soak.updates", 20);

    @TempDir
    private Path directory;

    private OrkaHome home() {
        return OrkaHome.of(directory.resolve("home"));
    }

    private Path registry() throws IOException {
        return Files.writeString(directory.resolve("plugins.json"), "[]");
    }

    private SourceBundle bundle(String name, String version, String start, String stop) throws IOException {
        return new SourceBundle(directory.resolve("sources"), name)
                .header("Bundle-Version", version)
                .header("Bundle-Activator", "acme.Activator")
                .header("Import-Package", "org.osgi.framework,io.orka.sdk;version=\"[1,2)\"")
                .source("Activator", """
                        package acme;
                        public final class Activator implements org.osgi.framework.BundleActivator {
                            private final java.util.List<Thread> callers = new java.util.ArrayList<>();
                            private volatile boolean stopped;
                            public void start(org.osgi.framework.BundleContext context) throws Exception { %s }
                            public void stop(org.osgi.framework.BundleContext context) throws Exception { %s }
                        }
                        """.formatted(start, stop));
    }

    /** The bundle's data area is a link in the framework's files, which the next hosts delete. */
    @Test
    void whatItStoresSurvivesKillsAndTheDeletionOfTheFrameworksFiles() throws Exception {
        bundle("acme.stores", "1.0.0", """
                java.nio.file.Files.writeString(context.getDataFile("starts.txt").toPath(), "x",
                        java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
                """, "").into(home().engineBundles());
        for (int kill = 0; kill < KILLS; kill++) {
            HostProcess.start(home(), registry()).close();
        }
        Path frameworks = home().run().resolve("framework");
        try (HostProcess host = HostProcess.start(home(), registry())) {
            // There are so many old directories that the host deletes them while it runs.
            while (requireNonNull(frameworks.toFile().list()).length > 1) {
                Poll.again();
            }
            assertThat(host.say("orka:engine")).contains("acme.stores").contains("ACTIVE");
        }

        assertThat(home().directory().resolve("data").resolve("acme.stores/starts.txt"))
                .hasContent("x".repeat(KILLS + 1));
    }

    @Test
    void aPluginServesOnWhileTheBundleThatCallsItIsUpdated() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("p").plainPlugin("return Response.ok(\"here\");").tag("v1");
            Map<String, AtomicLong> told = new ConcurrentHashMap<>();
            System.getProperties().put("story.told", told);
            caller(0);
            Orka orka = host.register("p@v1").start();
            awaitCalls(told, 0);
            Bundle plugin = Stream.of(orka.framework().getBundles())
                    .filter(bundle -> bundle.getRegisteredServices() != null
                            && bundle.getLocation().startsWith("orka-plugin:"))
                    .findFirst()
                    .orElseThrow();
            BundleWiring wiring = plugin.adapt(BundleWiring.class);

            for (int update = 1; update <= UPDATES; update++) {
                caller(update);
                if (update % 2 == 0) {
                    assertThat(host.shell("orka:engine update")).doesNotContain("FAILED");
                }
                awaitCalls(told, update);
            }

            assertThat(plugin.adapt(BundleWiring.class)).isSameAs(wiring);
            assertThat(wiring.isInUse()).isTrue();
            assertThat(plugin.getState()).isEqualTo(Bundle.ACTIVE);
        }
        assertThat(told()).containsOnlyKeys(expectedKeys());
    }

    @SuppressWarnings("unchecked") // this class sets the property
    private static Map<String, AtomicLong> told() {
        return (Map<String, AtomicLong>) requireNonNull(System.getProperties().remove("story.told"));
    }

    private static List<String> expectedKeys() {
        return Stream.iterate(0, update -> update <= UPDATES, update -> update + 1)
                .map(update -> update + " here")
                .toList();
    }

    private static void awaitCalls(Map<String, AtomicLong> told, int version) {
        while (!told.containsKey(version + " here")) {
            Poll.again();
        }
    }

    /** Writes a bundle that calls the plugin from two threads while it runs, and counts the responses. */
    private void caller(int version) throws IOException {
        bundle(
                        "acme.calls",
                        "1." + version,
                        """
                var told = (java.util.Map<String, java.util.concurrent.atomic.AtomicLong>) System.getProperties().get("story.told");
                for (int i = 0; i < 2; i++) {
                    Thread caller = new Thread(() -> {
                        while (!stopped) {
                            try {
                                var found = context.getServiceReference(io.orka.sdk.OrkaCall.class);
                                if (found != null) {
                                    Object answer = context.getService(found).call(new io.orka.sdk.Request("Say")).data();
                                    told.computeIfAbsent("%1$d " + answer, key -> new java.util.concurrent.atomic.AtomicLong()).incrementAndGet();
                                }
                            } catch (Throwable e) {
                                told.computeIfAbsent("%1$d " + e, key -> new java.util.concurrent.atomic.AtomicLong()).incrementAndGet();
                            }
                        }
                    });
                    callers.add(caller);
                    caller.start();
                }
                """.formatted(version),
                        "stopped = true; for (Thread caller : callers) caller.join();")
                .into(home().engineBundles());
    }

    /** The test stops the framework, which would wait for the bundle without a limit. */
    @Test
    void aHostEndsAlthoughABundleDoesNotStop() throws Exception {
        bundle(
                        "acme.hangs",
                        "1.0.0",
                        "",
                        "while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) { } }")
                .into(home().engineBundles());
        try (HostProcess host = HostProcess.start(home(), registry())) {
            host.say("stop 0");

            assertThat(host.exit()).as(host.output()).isZero();
            assertThat(host.output())
                    .contains("ORKA-ENGINE-08: acme.hangs.jar (acme.hangs 1.0.0) does not stop; it is in"
                            + " acme.Activator.stop(")
                    .contains("Stopped");
        }
    }
}
