package io.orka.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.orka.plugins.Failure;
import io.orka.plugins.PluginState;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceReference;

/** Tests Java plugins in separate JVMs from the repository to the call. */
class GuestStoryTest {

    @TempDir
    private Path directory;

    @Test
    void itIsABundleWithAServiceAndAnswersFromAnotherProcess() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            GuestStory.write(host.repository("own"), "one").tag("v0.1.0");
            Orka orka = GuestStory.register(host, "v0.1.0", "").start();

            assertThat(host.status("own").failure()).isNull();
            ServiceReference<OrkaCall> reference = orka.framework()
                    .getServiceReferences(
                            OrkaCall.class, "(&(orka.name=own)(orka.service=ownService)(orka.key=own@v0.1.0))")
                    .iterator()
                    .next();
            OrkaCall service = orka.framework().getService(reference);
            assertThat(reference.getBundle().getSymbolicName()).isEqualTo("orka.plugin.own");
            assertThat(service.call(new Request("Say", Map.of("word", "hello"))).data())
                    .isEqualTo("hello");
            assertThat(service.call(new Request("Pid")).data())
                    .isNotEqualTo(ProcessHandle.current().pid());
            assertThat(host.status("own").state()).isEqualTo(PluginState.ACTIVE);
        }
    }

    @Test
    void itIsSwappedProbedRolledBackAndComesBackAfterARestart() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            StoryRepository repository = host.repository("own");
            GuestStory.write(repository, "one").tag("v0.1.0");
            GuestStory.write(repository, "two").tag("v0.2.0");
            GuestStory.write(repository, "sick").tag("v0.3.0");
            GuestStory.write(repository, "broken").write("Plugin.java", """
                            import io.orka.sdk.*;
                            public class Plugin {
                                public Plugin() { throw new IllegalStateException("no licence"); }
                                public Response callMethod(Request request) { return Response.ok(1); }
                            }
                            """).tag("v0.4.0");
            Orka orka = GuestStory.register(host, "v0.1.0", "").start();
            OrkaCall service = orka.service("own");
            assertThat(service.call(new Request("Version")).data()).isEqualTo("one");

            assertThat(orka.plugins().swap("own", "v0.2.0").ok()).isTrue();
            assertThat(service.call(new Request("Version")).data()).isEqualTo("two");
            assertThat(orka.plugins().rollback("own").ok()).isTrue();
            assertThat(service.call(new Request("Version")).data()).isEqualTo("one");

            assertThat(orka.plugins().swap("own", "v0.3.0").ok()).isFalse();
            assertThat(host.shell("orka:why own@v0.3.0")).contains("no licence");
            assertThat(orka.plugins().swap("own@v0.3.0", "v0.4.0").ok()).isFalse();
            assertThat(host.shell("orka:why own@v0.4.0"))
                    .contains("ORKA-DEPLOY-07", "IllegalStateException: no licence at Plugin.<init>(Plugin.java:3)");
            assertThat(service.call(new Request("Version")).data()).isEqualTo("one");
        }
        try (StoryHost host = new StoryHost(directory)) {
            Orka again = GuestStory.register(host, "v0.1.0", "").start();
            assertThat(again.call("own", new Request("Version")).data()).isEqualTo("one");
        }
    }

    @Test
    void itMovesBetweenTheHostsJvmAndItsOwnWhenItsEntryChanges() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            GuestStory.write(host.repository("own"), "one").tag("v0.1.0");
            Orka orka = GuestStory.register(host, "v0.1.0", "").start();
            long here = ProcessHandle.current().pid();
            OrkaCall service = orka.service("own");
            Object first = service.call(new Request("Pid")).data();
            assertThat(first).isNotEqualTo(here);

            GuestStory.register(host, "v0.1.0", ", \"timeout\": \"20s\"");
            assertThat(orka.plugins().apply().ok()).isTrue();
            assertThat(service.call(new Request("Pid")).data()).isEqualTo(first);
            GuestStory.register(host, "v0.1.0", ", \"memory\": \"64m\"");
            assertThat(host.shell("orka:plan")).contains("own@v0.1.0");
            assertThat(orka.plugins().apply().ok()).isTrue();
            assertThat(service.call(new Request("Pid")).data()).isNotIn(first, here);
            host.register("own@v0.1.0");
            assertThat(orka.plugins().apply().ok()).isTrue();
            assertThat(service.call(new Request("Pid")).data()).isEqualTo(here);
        }
    }

    @Test
    void itGetsVariablesAndProcessorsAndADebuggerFindsIt() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            GuestStory.write(host.repository("own"), "one").tag("v0.1.0");
            GuestStory.register(
                            host,
                            "v0.1.0",
                            ", \"cpus\": 1, \"debug\": true, \"env\": { \"TOKEN\": \"topsecret ${env:HOME}\" }")
                    .start();
            OrkaCall service = host.orka().service("own");
            assertThat(service.call(new Request("Processors")).data()).isEqualTo(1);
            assertThat(service.call(new Request("Variable", Map.of("name", "TOKEN")))
                            .data())
                    .isEqualTo("topsecret " + System.getenv("HOME"));

            String info = host.shell("orka:info own");
            assertThat(info).contains("separate, cpus 1, env TOKEN, debug").doesNotContain("topsecret");
            int port =
                    Integer.parseInt(info.replaceFirst("(?s).*JDWP is listening on 127\\.0\\.0\\.1:([0-9]+).*", "$1"));
            try (Socket debugger = new Socket(InetAddress.getLoopbackAddress(), port)) {
                byte[] greeting = "JDWP-Handshake".getBytes(US_ASCII);
                debugger.getOutputStream().write(greeting);
                assertThat(debugger.getInputStream().readNBytes(greeting.length))
                        .isEqualTo(greeting);
            }
            assertThat(host.shell("orka:list")).contains("warning: debugging is on");
        }
    }

    @Test
    void whatCountsInProcessesOnlyIsRefusedForOneInTheHostsJvm() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("own").plainPlugin("return Response.ok(1);").tag("v0.1.0");
            Files.writeString(host.registryFile(), """
                    [ { "name": "own", "version": "v0.1.0", "repo": "repositories/own", "service": "ownService",
                        "memory": "64m", "cpus": 2, "env": { "A": "b" }, "debug": true } ]
                    """);
            host.start();
            Failure failure = requireNonNull(host.status("own").failure());
            assertThat(failure.code()).isEqualTo("ORKA-PROC-06");
            assertThat(failure.reason()).contains("'memory', 'cpus', 'env', 'debug'");
            assertThat(failure.remedy()).contains("\"isolation\": \"process\"");
        }
    }
}
