package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.identity.PluginKey;
import io.orka.plugins.PluginState;
import io.orka.plugins.Report;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.ServiceProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/** Two versions of a plugin are active at the same time, each with its own version of a library. */
class SideBySideTest {

    private static final String SOURCE = """
            package acme;
            import io.orka.sdk.*;
            public class Plugin {
                public Response callMethod(CallContext context, Request request) throws Exception {
                    var source = org.apache.commons.lang3.StringUtils.class.getProtectionDomain();
                    try (var in = Plugin.class.getResourceAsStream(
                            "/META-INF/maven/org.apache.commons/commons-lang3/pom.properties")) {
                        var properties = new java.util.Properties();
                        properties.load(in);
                        return Response.ok(properties.getProperty("version"));
                    }
                }
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void bothAnswerAndTheHighestHasTheName() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            StoryRepository repository = host.repository("twice");
            repository
                    .mavenPlugin(SOURCE, "org.apache.commons:commons-lang3:3.17.0")
                    .tag("v0.10.0");
            repository
                    .mavenPlugin(SOURCE, "org.apache.commons:commons-lang3:3.14.0")
                    .tag("v0.9.0");
            Orka orka = host.register("twice@v0.10.0", "twice@v0.9.0").start();

            assertThat(host.say("twice@v0.9.0", "").data()).isEqualTo("3.14.0");
            assertThat(host.say("twice@v0.10.0", "").data()).isEqualTo("3.17.0");
            assertThat(host.say("twice@0.9.0", "").data()).isEqualTo("3.14.0");
            assertThat(host.say("twice", "").data()).isEqualTo("3.17.0");

            BundleContext context = orka.framework();
            ServiceReference<OrkaCall> highest = only(context, "(&(orka.name=twice)(orka.version>=0.10.0))");
            assertThat(highest.getProperty(ServiceProperties.KEY)).isEqualTo("twice@v0.10.0");
            assertThat(highest.getProperty(ServiceProperties.VERSION)).isEqualTo(new Version(0, 10, 0));
            assertThat(highest.getProperty(ServiceProperties.SERVICE)).isEqualTo("twiceService");
            assertThat((String) highest.getProperty(ServiceProperties.COMMIT)).matches("[0-9a-f]{40}");
            ServiceReference<OrkaCall> exact = only(context, "(orka.key=twice@v0.9.0)");
            assertThat(context.getService(exact).call(new Request("Say")).data())
                    .isEqualTo("3.14.0");
            assertThat(context.getServiceReferences(OrkaCall.class, "(orka.name=twice)").stream()
                            .max(java.util.Comparator.naturalOrder()))
                    .contains(highest);
        }
    }

    @Test
    void ofSeveralNewVersionsTheLastTakesThePlaceOfTheOld() throws Exception {
        Path there = directory.resolve("there");
        try (StoryHost host = new StoryHost(directory)) {
            StoryRepository repository = host.repository("twice");
            for (String version : List.of("v1", "v2", "v3")) {
                repository.plainPlugin(answer(version)).tag(version);
            }
            repository.write("Plugin.java", """
                            import io.orka.sdk.*;
                            public class Plugin {
                                public Plugin() throws Exception {
                                    while (!java.nio.file.Files.exists(java.nio.file.Path.of("%s"))) Thread.sleep(5);
                                }
                                public Response callMethod(Request request) { return Response.ok("v4"); }
                            }
                            """.formatted(there)).tag("v4");
            Orka orka = host.register("twice@v1", "twice@v2").start();
            host.register("twice@v3", "twice@v4");
            CompletableFuture<Report> applied =
                    CompletableFuture.supplyAsync(() -> orka.plugins().apply());
            PluginKey v3 = new PluginKey("twice", "v3");
            while (orka.plugins().list().stream()
                    .noneMatch(status -> status.key().equals(v3) && status.state() == PluginState.ACTIVE)) {
                Poll.again();
            }

            assertThat(host.say("twice@v1", "").data()).isEqualTo("v1");
            assertThat(host.say("twice@v2", "").data()).isEqualTo("v2");
            assertThat(host.say("twice", "").data()).isEqualTo("v3");
            assertThat(applied).isNotDone();

            Files.createFile(there);
            assertThat(applied.get(1, TimeUnit.MINUTES).ok()).isTrue();
            assertThat(keys(orka)).containsExactly("twice@v3", "twice@v4");
        }
    }

    @Test
    void aNewVersionDoesNotWaitForOneThatHasFailed() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            StoryRepository repository = host.repository("twice");
            repository.plainPlugin(answer("v1")).tag("v1");
            repository.plainPlugin(answer("v2")).tag("v2");
            Orka orka = host.register("twice@v1", "twice@v9").start();
            assertThat(host.status("twice@v9").state()).isEqualTo(PluginState.FAILED);

            orka.plugins().swap("twice@v1", "v2");

            assertThat(host.say("twice", "").data()).isEqualTo("v2");
            assertThat(keys(orka)).containsExactlyInAnyOrder("twice@v2", "twice@v9");
        }
    }

    private static String answer(String version) {
        return "return Response.ok(\"" + version + "\");";
    }

    private static List<String> keys(Orka orka) {
        return orka.plugins().list().stream()
                .map(status -> status.key().toString())
                .toList();
    }

    private static ServiceReference<OrkaCall> only(BundleContext context, String filter) throws Exception {
        Collection<ServiceReference<OrkaCall>> found = context.getServiceReferences(OrkaCall.class, filter);
        assertThat(found).hasSize(1);
        return found.iterator().next();
    }
}
