package io.orka.deploy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orka.sdk.Request;
import io.orka.wrap.PluginBundle;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of many generations of a plugin that does nothing wrong, called from threads that live on, none stays in memory. */
class LoadersTest {

    private static final int GENERATIONS = Integer.getInteger("orka.soak.loaders", 200);
    private static final int CALLERS = 2;

    @TempDir
    Path temp;

    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private RealFramework framework;
    private Deployer deployer;

    @BeforeEach
    void start() throws Exception {
        framework = new RealFramework(temp.resolve("cache"));
        deployer = new Deployer(framework.context(), temp.resolve("run"));
    }

    @AfterEach
    void stop() throws Exception {
        callers.shutdownNow();
        framework.stop();
    }

    @Test
    void none_of_a_small_plugin_s_stays() throws Exception {
        liveManyTimes(new PluginSources(temp.resolve("small"))
                .source(
                        "acme.Plugin",
                        "package acme; import io.orka.sdk.*; public class Plugin {"
                                + " public Response callMethod(Request r) { return Response.ok(\"{\\\"n\\\":\" + 1 + \"}\"); } }")
                .bundle("small@1"));
    }

    @Test
    void none_of_a_plugin_with_jackson_stays() throws Exception {
        liveManyTimes(new PluginSources(temp.resolve("jackson"))
                .jarOf(JsonInclude.class)
                .jarOf(JsonFactory.class)
                .jarOf(ObjectMapper.class)
                .source(
                        "acme.Plugin",
                        "package acme; import io.orka.sdk.*; import com.fasterxml.jackson.databind.*; public class Plugin {"
                                + " private final ObjectMapper json = new ObjectMapper(); public static class Bean { public int n; }"
                                + " public Response callMethod(Request r) throws Exception { return Response.ok(new String("
                                + "json.writeValueAsBytes(json.readValue(\"{\\\"n\\\":1}\", Bean.class)))); } }")
                .bundle("jackson@1"));
    }

    private void liveManyTimes(PluginBundle bundle) throws Exception {
        for (int generation = 0; generation < GENERATIONS; generation++) {
            if (generation % Math.max(1, GENERATIONS / 4) == 0) {
                report(bundle, generation);
            }
            live(bundle);
        }

        assertThat(deployer.settle(Duration.ofSeconds(30))).isEmpty();
        report(bundle, GENERATIONS);
    }

    private void live(PluginBundle bundle) throws Exception {
        try (Deployment deployment = deployer.deploy(bundle);
                BoundPlugin bound = deployment.bind()) {
            for (int caller = 0; caller < CALLERS; caller++) {
                assertThat(callers.submit(() -> ContextSwitch.with(
                                        deployment.contextLoader(),
                                        () -> requireNonNull(bound.call()
                                                .call(new Request("Ping"))
                                                .data())))
                                .get())
                        .isEqualTo("{\"n\":1}");
            }
        }
    }

    private void report(PluginBundle bundle, int generations) {
        int alive = deployer.remains().size();
        ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .map(MemoryPoolMXBean::getUsage)
                .forEach(usage -> System.out.printf(
                        "%s: after %d generations %d KiB of metaspace are used, %d are not collected yet%n",
                        bundle.key(), generations, usage.getUsed() / 1024, alive));
    }
}
