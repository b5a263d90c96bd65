package io.orka.deploy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Orka reports when other code stops, updates, refreshes or uninstalls a plugin's bundle, and unregisters its service.
 */
class ExternalStopTest {

    private static final OrkaCall ANSWER = (context, request) -> Response.ok("served");
    private static final String PLUGIN = """
            package acme;
            import io.orka.sdk.*;
            public class Plugin {
                public Response callMethod(Request request) { return Response.ok("still here"); }
            }
            """;

    /** An action of other code on a bundle. */
    enum Deed {
        STOP {
            @Override
            void on(Bundle bundle, BundleContext system) throws Exception {
                bundle.stop();
            }
        },
        STOP_AND_START {
            @Override
            void on(Bundle bundle, BundleContext system) throws Exception {
                bundle.stop();
                bundle.start();
            }
        },
        UNINSTALL {
            @Override
            void on(Bundle bundle, BundleContext system) throws Exception {
                bundle.uninstall();
            }
        },
        UPDATE {
            @Override
            void on(Bundle bundle, BundleContext system) throws Exception {
                bundle.update();
            }
        },
        REFRESH {
            @Override
            void on(Bundle bundle, BundleContext system) {
                requireNonNull(system.getBundle(Constants.SYSTEM_BUNDLE_LOCATION))
                        .adapt(FrameworkWiring.class)
                        .refreshBundles(List.of(bundle));
            }
        };

        abstract void on(Bundle bundle, BundleContext system) throws Exception;
    }

    @TempDir
    private Path temp;

    private RealFramework framework;
    private BundleContext system;
    private Deployer deployer;

    @BeforeEach
    void start() throws Exception {
        framework = new RealFramework(temp.resolve("cache"));
        system = framework.context();
        deployer = framework.deployer(temp.resolve("run"));
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
    }

    private Deployment deploy() throws Exception {
        return RealFramework.deploy(
                deployer,
                new PluginSources(temp.resolve("p"))
                        .source("acme.Plugin", PLUGIN)
                        .bundle("p@1"));
    }

    private Bundle bundle(Deployment deployment) {
        return RealFramework.bundle(deployment);
    }

    @ParameterizedTest
    @EnumSource
    void isTold(Deed deed) throws Exception {
        try (Deployment deployment = deploy()) {
            OrkaCall plugin = deployment.bind().call();
            deployment.publish(ANSWER, 0);
            assertThat(deployment.externalStop()).isNotDone();
            assertThat(plugin.call(new Request("Say")).data()).isEqualTo("still here");

            deed.on(bundle(deployment), system);

            assertThat(deployment.externalStop().get(1, TimeUnit.MINUTES))
                    .startsWith("bundle " + RealFramework.bundle(deployment).getBundleId() + " was stopped ")
                    .contains(" in thread '");
            assertThat(system.getServiceReferences(OrkaCall.class, null)).isEmpty();
            deployment.unpublish();
            assertThat(plugin.call(new Request("Say")).data())
                    .as("what was constructed still answers")
                    .isEqualTo("still here");
        }
        assertThat(system.getBundles()).hasSize(1);
        assertThat(temp.resolve("run")).isEmptyDirectory();
    }

    @Test
    void whoDidItIsNamed() throws Exception {
        try (Deployment deployment = deploy()) {
            Deed.STOP.on(bundle(deployment), system);

            assertThat(deployment.externalStop())
                    .isCompletedWithValueMatching(words -> words.startsWith(
                            "bundle " + RealFramework.bundle(deployment).getBundleId() + " was stopped by "
                                    + Deed.class.getName() + "$1.on in thread '"));
        }
    }

    @Test
    void afterThatNoServiceIsPublished() throws Exception {
        try (Deployment deployment = deploy()) {
            Deed.STOP.on(bundle(deployment), system);

            assertThatIllegalStateException()
                    .isThrownBy(() -> deployment.publish(ANSWER, 0))
                    .withMessage("the bundle of p@1 is not active");
        }
    }

    @Test
    void whatOrkaStopsItselfIsNone() throws Exception {
        Deployment closed = deploy();
        closed.close();
        assertThat(closed.externalStop()).isNotDone();

        Deployment atTheEnd = deploy();
        deployer.hostEnds();
        atTheEnd.close();
        assertThat(atTheEnd.externalStop()).isNotDone();
    }

    @Test
    void theEndOfTheFrameworkIsNone() throws Exception {
        Deployment deployment = deploy();
        framework.stop();

        assertThat(deployment.externalStop()).isNotDone();
    }
}
