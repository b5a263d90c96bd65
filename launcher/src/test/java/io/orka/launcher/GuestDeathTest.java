package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.plugins.PluginState;
import io.orka.sdk.CancellableContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A failure that would end the host's JVM ends only the plugin's separate JVM. */
class GuestDeathTest extends ProcessDeaths {

    @Override
    String name() {
        return "own";
    }

    @Override
    StoryRepository write(StoryRepository repository, String version) {
        return GuestStory.write(repository, version);
    }

    @Override
    StoryHost register(StoryHost host) throws IOException {
        return GuestStory.register(host, "v0.1.0", ", \"memory\": \"64m\"");
    }

    @Override
    int swaps() {
        return Integer.getInteger("orka.soak.processes", 8);
    }

    @Test
    void whatWouldEndTheHostEndsItsProcessAlone() throws Exception {
        try (StoryHost host = start()) {
            OrkaCall plugin = host.orka().service("own");
            Object first = pid(plugin);
            assertThat(failure(plugin, "Exit"))
                    .hasMessageContaining("it exited with code 7; its last output: out of licences");
            assertThat(pid(plugin)).isNotEqualTo(first);
            assertThat(failure(plugin, "Memory"))
                    .hasMessageContaining(
                            "its last output: Terminating due to java.lang.OutOfMemoryError: Java heap space");
            assertThat(pid(plugin)).isNotEqualTo(first);
            assertThat(failure(plugin, "Crash")).hasMessageContaining("its last output: SIGSEGV (0xb) at pc=");
            assertThat(host.home().pluginLogs().resolve("own@v0.1.0.crash.log"))
                    .content()
                    .contains("Problematic frame");
            assertThat(pid(plugin)).isNotEqualTo(first);
            assertThat(failure(plugin, "ExitWithHook")).hasMessageContaining("a shutdown hook did not return");
            assertThat(pid(plugin)).isNotEqualTo(first);
            assertThat(host.status("own").state()).isEqualTo(PluginState.ACTIVE);
        }
    }

    @Test
    void oneThatEndsAgainAndAgainIsShownAsThat() throws Exception {
        try (StoryHost host = start()) {
            OrkaCall plugin = host.orka().service("own");
            String code = "";
            while (!code.equals("ORKA-CALL-12")) { // calls no longer wait for the next start
                code = catchThrowableOfType(OrkaCallException.class, () -> plugin.call(new Request("Exit")))
                        .code();
            }
            assertThat(host.status("own").state()).isEqualTo(PluginState.FAILED);
            assertThat(host.shell("orka:list")).contains("FAILED");
            assertThat(host.shell("orka:why own"))
                    .contains("ORKA-PROC-05", "its process ended ", " times in a row", "it exited with code 7")
                    .contains("output of its process: out of licences", "calls to own@v0.1.0 fail", "automatic in")
                    .contains("Fix the plugin and reload it, or roll it back.");
        }
    }

    @Test
    void anEndlessLoopHoldsOneCallAndEndsWithItsProcess() throws Exception {
        try (StoryHost host = start()) {
            OrkaCall plugin = host.orka().service("own");
            for (long millis = 200; !loops(host); millis *= 2) { // a short deadline may pass before the loop begins
                CancellableContext brief = new CancellableContext(Instant.now().plusMillis(millis), Map.of());
                OrkaCallException late =
                        catchThrowableOfType(OrkaCallException.class, () -> plugin.call(brief, new Request("Loop")));
                assertThat(late.code()).isEqualTo("ORKA-CALL-08");
            }
            assertThat(plugin.call(new Request("Version")).data()).isEqualTo("one");
            assertThat(host.status("own").calls().abandoned()).isPositive();
            signal("KILL", pid(plugin));
            while (host.status("own").calls().abandoned() > 0) {
                Poll.again();
            }
        }
    }

    private static boolean loops(StoryHost host) throws IOException {
        Path log = host.home().pluginLogs().resolve("own@v0.1.0.log");
        return Files.exists(log) && Files.readString(log).contains("loops");
    }

    @Test
    void itIsClosedWhenItsVersionEnds() throws Exception {
        try (StoryHost host = start()) {
            assertThat(host.say("own", "hello").success()).isTrue();
        }
        assertThat(Files.readString(directory().resolve("home/logs/plugins/own@v0.1.0.log")))
                .contains("out closed");
    }

    private static OrkaCallException failure(OrkaCall plugin, String method) {
        OrkaCallException failure =
                catchThrowableOfType(OrkaCallException.class, () -> plugin.call(new Request(method)));
        assertThat(failure.code()).isEqualTo("ORKA-CALL-11");
        return failure;
    }
}
