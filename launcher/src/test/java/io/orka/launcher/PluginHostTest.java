package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orka.api.FieldInfo;
import io.orka.api.ListenerRegistration;
import io.orka.api.MethodInfo;
import io.orka.api.PluginEvent;
import io.orka.api.PluginFailure;
import io.orka.api.PluginHost;
import io.orka.api.PluginHostException;
import io.orka.api.PluginInfo;
import io.orka.api.PluginMetadata;
import io.orka.api.PluginState;
import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the API for client code: queries, commands and events. */
class PluginHostTest {

    private static final String DESCRIBED = """
            { "name": "Display", "version": "v0.9.0", "description": "Says", "tags": ["a", "b"], "homepage": {"url": "x"},
              "methods": { "Say": { "description": "Says it", "cost": 2,
                "args": [ { "name": "word", "type": "enum", "enumValues": ["x", "y"], "required": true, "default": null } ],
                "returns": [ { "name": "said", "items": [ { "type": "string" } ] } ] } } }
            """;

    @TempDir
    private Path directory;

    @Test
    void aPluginIsKnownInEveryDetail() throws Exception {
        try (StoryHost story = new StoryHost(directory)) {
            saying(story, "talks", "v0.1.0").write("config.json", DESCRIBED).tag("v0.1.0");
            PluginHost host =
                    story.register("talks@v0.1.0", "broken@v0.1.0").start().host();
            host.call("talks", CallContext.none(), new Request("Say"));

            assertThat(host.plugins()).extracting(PluginInfo::key).containsExactly("talks@v0.1.0", "broken@v0.1.0");
            PluginInfo talks = host.plugin("talks");
            assertThat(talks).isEqualTo(host.plugins().get(0));
            assertThat(talks.name()).isEqualTo("talks");
            assertThat(talks.version()).isEqualTo("v0.1.0");
            assertThat(talks.service()).isEqualTo("talksService");
            assertThat(talks.state()).isEqualTo(PluginState.ACTIVE);
            assertThat(talks.commit()).matches("[0-9a-f]{40}");
            assertThat(talks.activeKey()).isEqualTo("talks@v0.1.0");
            assertThat(talks.calls().total()).isEqualTo(1);
            assertThat(talks.failure()).isNull();
            assertThat(talks.warnings()).singleElement().asString().contains("v0.9.0");

            PluginMetadata metadata = talks.metadata();
            assertThat(metadata.name()).isEqualTo("Display");
            assertThat(metadata.description()).isEqualTo("Says");
            assertThat(metadata.tags()).containsExactly("a", "b");
            assertThat(metadata.other()).isEqualTo(Map.of("homepage", Map.of("url", "x")));
            MethodInfo say = requireNonNull(metadata.methods().get("Say"));
            assertThat(say.description()).isEqualTo("Says it");
            assertThat(say.other()).isEqualTo(Map.of("cost", 2L));
            FieldInfo word = say.args().get(0);
            assertThat(word.required()).isTrue();
            assertThat(word.enumValues()).containsExactly("x", "y");
            assertThat(word.other()).containsOnlyKeys("default").containsValue(null);
            assertThat(say.returns().get(0).other()).isEqualTo(Map.of("items", List.of(Map.of("type", "string"))));

            PluginInfo broken = between(host, "broken");
            assertThat(broken.state()).isEqualTo(PluginState.FAILED);
            assertThat(broken.activeKey()).isNull();
            assertThat(broken.metadata().methods()).isEmpty();
            PluginFailure failure = requireNonNull(broken.failure());
            assertThat(failure.stage()).isEqualTo(PluginState.CLONING);
            assertThat(failure.code()).startsWith("ORKA-GIT-");
            assertThat(failure.message()).isNotBlank();
            assertThat(failure.remedy()).isNotBlank();
        }
    }

    @Test
    void whatItDoesIsToldInOrder() throws Exception {
        try (StoryHost story = new StoryHost(directory)) {
            saying(story, "talks", "one").tag("v0.1.0");
            saying(story, "talks", "two").tag("v0.2.0");
            PluginHost host = story.register("talks@v0.1.0").start().host();
            String one = commit(host);
            BlockingQueue<PluginEvent> told = new LinkedBlockingQueue<>();
            ListenerRegistration registration = host.addListener(told::add);

            host.swap("talks", "v0.2.0");
            assertThat(host.call("talks", CallContext.none(), new Request("Say"))
                            .data())
                    .isEqualTo("two");
            String two = commit(host);
            host.rollback("talks");
            assertThat(commit(host)).isEqualTo(one);
            Files.writeString(story.registryFile(), "[]");
            assertThat(host.apply()).isEmpty();

            List<PluginEvent> events = until(told, 2, PluginEvent.Removed.class, "talks@v0.1.0");
            assertThat(events).extracting(PluginEvent::sequence).isSorted().doesNotHaveDuplicates();
            assertThat(events.stream().filter(event -> !isOnTheWay(event)).map(PluginHostTest::words))
                    .containsExactly(
                            "StateChanged talks@v0.2.0 ACTIVE",
                            "Swapped talks@v0.2.0 " + two + " from talks@v0.1.0 " + one,
                            "Removed talks@v0.1.0",
                            "StateChanged talks@v0.1.0 ACTIVE",
                            "RolledBack talks@v0.1.0 " + one + " from talks@v0.2.0 " + two,
                            "Removed talks@v0.2.0",
                            "StateChanged talks@v0.1.0 DRAINING",
                            "Removed talks@v0.1.0");

            registration.close();
            registration.close();
            story.register("talks@v0.1.0");
            assertThat(host.apply()).isEmpty();
            assertThat(told).isEmpty();
        }
    }

    @Test
    void aCommandThatFailsSaysWhyAndChangesNothingThatAnswers() throws Exception {
        try (StoryHost story = new StoryHost(directory)) {
            saying(story, "talks", "one").tag("v0.1.0");
            story.repository("talks").plainPlugin("this does not compile").tag("v0.2.0");
            PluginHost host = story.register("talks@v0.1.0").start().host();
            BlockingQueue<PluginEvent> told = new LinkedBlockingQueue<>();
            host.addListener(told::add);

            assertThatThrownBy(() -> host.swap("talks", "v0.2.0"))
                    .isInstanceOfSatisfying(PluginHostException.class, e -> {
                        assertThat(e.code()).isEqualTo("ORKA-BUILD-03");
                        assertThat(e.remedy()).isNotBlank();
                        assertThat(e).hasMessageContaining(e.remedy()).hasMessageStartingWith("ORKA-BUILD-03: ");
                    });
            assertThat(host.call("talks", CallContext.none(), new Request("Say"))
                            .data())
                    .isEqualTo("one");
            PluginInfo failed = between(host, "talks@v0.2.0");
            assertThat(failed.state()).isEqualTo(PluginState.FAILED);
            assertThat(failed.activeKey()).isEqualTo("talks@v0.1.0");
            assertThat(host.apply()).containsOnlyKeys("talks@v0.2.0");
            assertThat(until(told, 1, PluginEvent.Failed.class, "talks@v0.2.0")).isNotEmpty();

            assertCode("ORKA-PLUGIN-01", () -> host.plugin("tlaks"));
            assertCode("ORKA-PLUGIN-02", () -> host.plugin("talks@v9"));
            assertCode("ORKA-PLUGIN-01", () -> host.reload("tlaks"));
            host.rollback("talks"); // restores v0.1.0 in the registry
            assertCode("ORKA-PLUGIN-06", () -> host.rollback("talks"));
            Files.writeString(story.registryFile(), "{");
            assertCode("ORKA-REG-01", host::apply);
            assertThat(host.plugins()).extracting(PluginInfo::state).containsExactly(PluginState.ACTIVE);
        }
    }

    @Test
    void aCommandOnTheThreadThatCarriesItOutFailsAtOnce() throws Exception {
        try (StoryHost story = new StoryHost(directory)) {
            saying(story, "talks", "one").tag("v0.1.0");
            saying(story, "talks", "two").tag("v0.2.0");
            Orka orka = story.register("talks@v0.1.0").start();
            CompletableFuture<String> code = new CompletableFuture<>();
            CompletableFuture<PluginState> seen = new CompletableFuture<>();
            orka.framework().addServiceListener(event -> {
                seen.complete(orka.host().plugin("talks").state()); // queries are answered on this thread too
                try {
                    orka.host().reload("talks");
                } catch (PluginHostException e) {
                    code.complete(e.code());
                }
            });

            orka.host().swap("talks", "v0.2.0");

            assertThat(code).isCompletedWithValue("ORKA-PLUGIN-16");
            assertThat(seen).isCompleted();
        }
    }

    @Test
    void aListenerMayGiveCommands() throws Exception {
        try (StoryHost story = new StoryHost(directory)) {
            saying(story, "talks", "one").tag("v0.1.0");
            saying(story, "talks", "two").tag("v0.2.0");
            PluginHost host = story.register("talks@v0.1.0").start().host();
            BlockingQueue<PluginEvent> told = new LinkedBlockingQueue<>();
            host.addListener(event -> {
                if (event instanceof PluginEvent.Swapped swapped
                        && swapped.key().equals("talks@v0.2.0")) {
                    host.rollback("talks");
                }
                told.add(event);
            });

            host.swap("talks", "v0.2.0");

            until(told, 1, PluginEvent.RolledBack.class, "talks@v0.1.0");
            assertThat(host.call("talks", CallContext.none(), new Request("Say"))
                            .data())
                    .isEqualTo("one");
        }
    }

    @Test
    void whileTheHostStopsCommandsSaySoAndQuestionsAreAnswered() throws Exception {
        Path release = directory.resolve("release");
        try (StoryHost story = new StoryHost(directory)) {
            story.repository("talks").plainPlugin("""
                            while (!java.nio.file.Files.exists(java.nio.file.Path.of("%s"))) { Thread.sleep(5); }
                            return Response.ok("late");
                            """.formatted(release)).tag("v0.1.0");
            Orka orka = story.register("talks@v0.1.0").start();
            PluginHost host = orka.host();
            FutureTask<Object> answer = begun(() -> String.valueOf(
                    host.call("talks", CallContext.none(), new Request("Say")).data()));
            while (host.plugin("talks").calls().inFlight() == 0) {
                Poll.again();
            }

            FutureTask<Object> stopped = begun(() -> {
                orka.close();
                return "stopped";
            });
            assertCode("ORKA-PLUGIN-09", () -> {
                while (true) {
                    host.apply();
                }
            });
            assertCode("ORKA-PLUGIN-09", () -> host.swap("talks", "v0.2.0"));
            assertThat(host.plugins()).isNotEmpty();
            Files.createFile(release);

            assertThat(answer.get()).isEqualTo("late");
            stopped.get();
            assertThat(host.plugins()).isNotEmpty();
            assertCode("ORKA-PLUGIN-09", host::apply);
            host.addListener(event -> {}).close();
        }
    }

    private static FutureTask<Object> begun(Callable<Object> task) {
        FutureTask<Object> begun = new FutureTask<>(task);
        new Thread(begun).start();
        return begun;
    }

    private static StoryRepository saying(StoryHost story, String name, String word) {
        return story.repository(name).plainPlugin("return Response.ok(\"" + word + "\");");
    }

    private static String commit(PluginHost host) {
        return requireNonNull(host.plugin("talks").commit());
    }

    private static void assertCode(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable command) {
        assertThatThrownBy(command)
                .isInstanceOfSatisfying(
                        PluginHostException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    /** Returns all events until the given number of events of a type and key has arrived. */
    private static List<PluginEvent> until(
            BlockingQueue<PluginEvent> told, int times, Class<? extends PluginEvent> type, String key)
            throws InterruptedException {
        List<PluginEvent> events = new ArrayList<>();
        for (int seen = 0; seen < times; ) {
            PluginEvent event = told.take();
            events.add(event);
            seen += type.isInstance(event) && event.key().equals(key) ? 1 : 0;
        }
        return events;
    }

    /** Returns whether the event is an intermediate state, which may be merged with the next state. */
    private static boolean isOnTheWay(PluginEvent event) {
        return event instanceof PluginEvent.StateChanged changed
                && changed.state() != PluginState.ACTIVE
                && changed.state() != PluginState.DRAINING;
    }

    private static String words(PluginEvent event) {
        String words = event.getClass().getSimpleName() + " " + event.key();
        if (event instanceof PluginEvent.StateChanged changed) {
            return words + " " + changed.state();
        }
        if (event instanceof PluginEvent.Swapped swapped) {
            return words + " " + swapped.commit() + " from " + swapped.previousKey() + " " + swapped.previousCommit();
        }
        if (event instanceof PluginEvent.RolledBack back) {
            return words + " " + back.commit() + " from " + back.previousKey() + " " + back.previousCommit();
        }
        return words;
    }

    /** Returns the information on a plugin at a time when the host is not retrying it. */
    private static PluginInfo between(PluginHost host, String key) {
        PluginInfo plugin = host.plugin(key);
        while (plugin.state() != PluginState.ACTIVE && plugin.state() != PluginState.FAILED) {
            Poll.again();
            plugin = host.plugin(key);
        }
        return plugin;
    }
}
