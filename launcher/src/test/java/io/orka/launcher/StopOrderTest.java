package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orka.calls.CallCodes;
import io.orka.identity.OrkaFailure;
import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.SynchronousBundleListener;

/** Engine bundles stop first and can call plugins until they have stopped, for each way to stop a host. */
class StopOrderTest {

    /** A way to stop a host. */
    enum Way {
        CLOSE {
            @Override
            void stop(Orka orka) {
                orka.close();
            }
        },
        FRAMEWORK {
            @Override
            void stop(Orka orka) throws Exception {
                requireNonNull(orka.framework().getBundle()).stop();
                orka.awaitFrameworkStop();
            }
        };

        abstract void stop(Orka orka) throws Exception;
    }

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void engineBundlesGoFirstAndMayCallPluginsUntilTheyHaveGone(Way way) throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("p").plainPlugin("return Response.ok(\"here\");").tag("v1");
            jar(host.home(), "engine.a");
            jar(host.home(), "engine.b");
            Orka orka = host.register("p@v1").start();
            BundleContext context = orka.framework();
            OrkaCall handle = requireNonNull(context.getService(context.getServiceReference(OrkaCall.class)));
            List<String> story = new CopyOnWriteArrayList<>();
            context.addBundleListener((SynchronousBundleListener) event -> {
                String name = event.getBundle().getSymbolicName();
                if (name.startsWith("engine.") && event.getType() == BundleEvent.STOPPING) {
                    story.add(name + " stops: a call is answered by " + told(() -> handle.call(new Request("Say")))
                            + ", a command by " + told(() -> orka.plugins().add("q", "v1", "nowhere", "Q")));
                }
            });
            context.addServiceListener(
                    event -> {
                        if (event.getType() == ServiceEvent.UNREGISTERING) {
                            story.add("p goes: a call is answered by " + told(() -> handle.call(new Request("Say")))
                                    + ", orka:call by "
                                    + host.shell("orka:call p Say").split(":", 2)[0]);
                        }
                    },
                    "(" + Constants.OBJECTCLASS + "=io.orka.sdk.OrkaCall)");

            way.stop(orka);

            assertThat(story)
                    .containsExactly(
                            "engine.b stops: a call is answered by here, a command by ORKA-PLUGIN-09",
                            "engine.a stops: a call is answered by here, a command by ORKA-PLUGIN-09",
                            "p goes: a call is answered by ORKA-CALL-14, orka:call by FAILED ORKA-PLUGIN-09");
            for (String name : List.of("p", "p@v1", "p@v2", "q")) {
                assertThat(told(() -> orka.call(name, new Request("Say")))).isEqualTo(CallCodes.STOPPING);
                assertThat(told(() -> orka.plugins().call(name, CallContext.none(), new Request("Say"))))
                        .isEqualTo(CallCodes.STOPPING);
                assertThat(told(() -> orka.service(name))).isEqualTo(CallCodes.STOPPING);
            }
            assertThat(told(() -> handle.call(new Request("Say")))).isEqualTo(CallCodes.STOPPING);
            assertThat(host.registryFile()).as("what was refused").content().doesNotContain("nowhere");
            assertThatExceptionOfType(OrkaFailure.class)
                    .isThrownBy(() -> orka.plugins().apply())
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo("ORKA-PLUGIN-09"));
        }
    }

    private interface Attempt {
        Object make() throws Exception;
    }

    private static String told(Attempt attempt) {
        try {
            Object answer = attempt.make();
            return answer instanceof Response response ? String.valueOf(response.data()) : "something";
        } catch (OrkaCallException e) {
            return e.code();
        } catch (OrkaFailure e) {
            return e.code();
        } catch (Exception e) {
            return e.toString();
        }
    }

    private static void jar(OrkaHome home, String name) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        Files.createDirectories(home.engineBundles());
        try (OutputStream out = Files.newOutputStream(home.engineBundles().resolve(name + ".jar"))) {
            new JarOutputStream(out, manifest).close();
        }
    }
}
