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
}
