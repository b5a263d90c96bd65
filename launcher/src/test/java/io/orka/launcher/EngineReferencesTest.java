package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.identity.PluginKey;
import io.orka.plugins.Report;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;

/**
 * Components of an engine bundle hold the expected services while plugins change, for every idiom of {@code idioms}.
 */
class EngineReferencesTest {

    private static final String BEST = "com.example.idioms.OptionalFields#greedyByName";

    @TempDir
    private Path directory;

    private static void releases(EngineHost engine) {
        for (String version : List.of("v0.1.0", "v0.2.0", "v0.3.0-rc.1", "v0.3.0")) {
            engine.release("hello", version, "hello " + version);
        }
        engine.release("plain", null, "plain 1");
        engine.release("track", null, "track 1");
    }

    private static void settled(EngineHost engine, String what) throws Exception {
        assertThat(engine.settle()).as(what).isEmpty();
        assertThat(engine.failures()).as("calls during " + what).isEmpty();
    }

    private static void done(Report report) {
        assertThat(report.ok()).as(report.toString()).isTrue();
    }

    /** Returns the response of the first service that a reference holds. */
    private static Object answer(EngineHost engine, String reference) throws Exception {
        for (Holding holding : engine.holdings()) {
            if (holding.name().equals(reference)
                    && holding.held() != null
                    && !holding.held().isEmpty()) {
                return String.valueOf(
                        holding.held().get(0).call(new Request("Say")).data());
            }
        }
        return "nothing";
    }

    @Test
    void everyIdiomIsSeen() throws Exception {
        try (EngineHost engine = new EngineHost(directory)) {
            releases(engine);
            engine.start("hello@v0.2.0", "plain", "track@main");
            settled(engine, "the start");

            List<Holding> holdings = engine.holdings();
            assertThat(holdings).hasSizeGreaterThan(70);
            assertThat(holdings.stream().map(Holding::state).distinct()).containsExactly("active");
            assertThat(holdings.stream().map(Holding::cardinality).distinct())
                    .containsExactlyInAnyOrder("0..1", "1..1", "0..n", "1..n");
            assertThat(holdings.stream()
                            .filter(Holding::single)
                            .map(each -> each.policy() + " " + each.option())
                            .distinct())
                    .containsExactlyInAnyOrder(
                            "static reluctant", "static greedy", "dynamic reluctant", "dynamic greedy");
        }
    }

    @Test
    void aReloadTakesThePluginFromNoComponent() throws Exception {
        try (EngineHost engine = new EngineHost(directory)) {
            releases(engine);
            engine.start("hello@v0.2.0", "plain", "track@main");
            settled(engine, "the start");
            engine.ask("begin 2");

            for (int i = 2; i <= 3; i++) {
                for (String key : List.of("plain", "track@main")) {
                    String name = key.split("@", -1)[0];
                    engine.release(name, null, name + " " + i);
                    done(engine.orka().plugins().reload(key));
                    settled(engine, "reload " + i + " of " + key);
                }
            }
            engine.awaitRound();
            engine.ask("end");
            settled(engine, "the end");
        }
    }

    /** After a restart, plugins are constructed by their first calls, here inside service events. */
    @Test
    void aRestartOfTheHostBringsEverythingBack() throws Exception {
        try (EngineHost engine = new EngineHost(directory)) {
            releases(engine);
            String[] keys = {"hello@v0.1.0", "hello@v0.2.0", "plain", "track@main"};
            engine.start(keys);
            settled(engine, "the start");
            engine.close();

            engine.start(keys);
            settled(engine, "the restart");
        }
    }

    @Test
    void aGreedyReferenceFollowsTheHighestVersion() throws Exception {
        try (EngineHost engine = new EngineHost(directory)) {
            releases(engine);
            engine.start("hello@v0.1.0", "plain");
            settled(engine, "the start");

            done(engine.add(new PluginKey("hello", "v0.3.0")));
            settled(engine, "the addition of v0.3.0");
            assertThat(answer(engine, BEST)).isEqualTo("hello v0.3.0");

            done(engine.add(new PluginKey("hello", "v0.2.0")));
            settled(engine, "the addition of v0.2.0");
            assertThat(answer(engine, BEST)).isEqualTo("hello v0.3.0");

            done(engine.orka().plugins().remove("hello@v0.3.0"));
            settled(engine, "the removal of v0.3.0");
            assertThat(answer(engine, BEST)).isEqualTo("hello v0.2.0");

            done(engine.orka().plugins().remove("hello@v0.2.0"));
            settled(engine, "the removal of v0.2.0");
            assertThat(answer(engine, BEST)).isEqualTo("hello v0.1.0");
        }
    }

    /**
     * Each addition halves the gap below the ranking of v0.3.0, so that all rankings are eventually reassigned and
     * exceed that of {@code plain}. The services are then registered again: no existing registration is modified.
     */
    @Test
    void newRankingsTakeAPluginFromNoComponent() throws Exception {
        try (EngineHost engine = new EngineHost(directory)) {
            releases(engine);
            engine.start("plain");
            done(engine.add(new PluginKey("hello", "v0.3.0")));
            done(engine.add(new PluginKey("hello", "v0.1.0")));
            settled(engine, "the start");

            int additions = 0;
            long first = serviceId(engine, "hello@v0.3.0");
            while (serviceId(engine, "hello@v0.3.0") == first) {
                additions++;
                assertThat(additions).as("additions without new rankings").isLessThan(40);
                PluginKey key = new PluginKey("hello", "v0.2." + additions);
                engine.release("hello", key.version(), key.toString());
                done(engine.add(key));
                settled(engine, "the addition of " + key);
                if (additions > 1) {
                    String before = "hello@v0.2." + (additions - 1);
                    done(engine.orka().plugins().remove(before));
                    settled(engine, "the removal of " + before);
                }
            }
            assertThat(answer(engine, BEST)).isEqualTo("hello v0.3.0");
            assertThat(engine.count("modified"))
                    .as("registrations that changed")
                    .isZero();
        }
    }

    private static long serviceId(EngineHost engine, String key) throws Exception {
        return (Long) engine.orka()
                .framework()
                .getServiceReferences(OrkaCall.class, "(orka.key=" + key + ")")
                .iterator()
                .next()
                .getProperty(Constants.SERVICE_ID);
    }

    @Test
    void aPreReleaseNeverOutranksItsRelease() throws Exception {
        try (EngineHost engine = new EngineHost(directory)) {
            releases(engine);
            engine.start("hello@v0.3.0", "plain");
            settled(engine, "the start");

            done(engine.add(new PluginKey("hello", "v0.3.0-rc.1")));
            settled(engine, "the addition of the pre-release");
            assertThat(answer(engine, BEST)).isEqualTo("hello v0.3.0");
            assertThat(answer(engine, "com.example.idioms.OptionalFields#greedyReleased"))
                    .isEqualTo("hello v0.3.0");

            done(engine.orka().plugins().remove("hello@v0.3.0"));
            settled(engine, "the removal of the release");
            assertThat(answer(engine, BEST)).isEqualTo("hello v0.3.0-rc.1");
            assertThat(answer(engine, "com.example.idioms.OptionalFields#greedyReleased"))
                    .isEqualTo("nothing");

            done(engine.orka().plugins().swap("hello", "v0.3.0"));
            settled(engine, "the swap to the release");
            assertThat(answer(engine, "com.example.idioms.OptionalFields#greedyReleased"))
                    .isEqualTo("hello v0.3.0");
        }
    }

    @Test
    void whoLosesAPluginCallsItOnceMore() throws Exception {
        try (EngineHost engine = new EngineHost(directory)) {
            releases(engine);
            engine.start("hello@v0.1.0", "plain", "track@main");
            settled(engine, "the start");
            long before = engine.count("last calls");

            for (String key : List.of("hello@v0.1.0", "plain", "track@main")) {
                done(engine.orka().plugins().remove(key));
                settled(engine, "the removal of " + key);
                long after = engine.count("last calls");
                assertThat(after).as("last calls of those that lost " + key).isGreaterThan(before + 5);
                before = after;
            }
        }
    }
}
