package io.orka.deploy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orka.sdk.Request;
import io.orka.wrap.PluginBundle;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All generations of a correct plugin are unloaded, although long-lived threads called them, and the metaspace does not
 * grow with their number.
 */
class LoadersTest {

    private static final int GENERATIONS = Integer.getInteger("orka.soak.loaders", 200);
    private static final int CALLERS = 2;

    /**
     * The metaspace in KiB that the JVM itself may use while three quarters of the generations are loaded and unloaded.
     */
    private static final long SLACK = 3_072;

    @TempDir
    Path temp;

    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private RealFramework framework;
    private Deployer deployer;

    @BeforeEach
    void start() throws Exception {
        framework = new RealFramework(temp.resolve("cache"));
        deployer = framework.deployer(temp.resolve("run"));
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
        List<Long> metaspace = new ArrayList<>();
        for (int generation = 1; generation <= GENERATIONS; generation++) {
            live(bundle);
            if (generation % (GENERATIONS / 4) == 0) {
                assertThat(deployer.settle(Duration.ofSeconds(30))).isEmpty();
                metaspace.add(metaspace());
                System.out.printf(
                        "%s: after %d generations none is left, and %d KiB of metaspace are used%n",
                        bundle.key(), generation, metaspace());
            }
        }
        assertThat(metaspace.get(metaspace.size() - 1)).isLessThan(metaspace.get(0) + SLACK);
    }

    private void live(PluginBundle bundle) throws Exception {
        try (Deployment deployment = RealFramework.deploy(deployer, bundle);
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

    /** Returns the used metaspace in KiB. */
    private static long metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getName().equals("Metaspace"))
                        .mapToLong(pool -> pool.getUsage().getUsed())
                        .sum()
                / 1024;
    }
}
