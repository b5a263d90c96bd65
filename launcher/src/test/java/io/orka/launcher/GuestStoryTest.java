package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.plugins.PluginState;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceReference;

/** Java plugins in a JVM of their own, the whole way. */
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
}
