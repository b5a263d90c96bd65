package io.orka.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import io.orka.wrap.PluginBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

class DeployerTest {

    private static final OrkaCall ANSWER = (context, request) -> Response.ok("served");
    private static final String HELLO = """
            package acme;
            import io.orka.sdk.*;
            public class Plugin {
                private static int calls;
                public Response callMethod(Request request) { return Response.ok(++calls); }
            }
            """;

    @TempDir
    Path temp;

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

    private PluginBundle hello(String key) throws Exception {
        return new PluginSources(temp.resolve("a +ü%20b"))
                .source("acme.Plugin", HELLO)
                .bundle(key);
    }

    @Test
    void one_digest_is_installed_twice_at_once_with_classes_of_its_own() throws Exception {
        PluginBundle bundle = hello("p@v0.1.0");
        Request request = new Request("Ping");
        try (Deployment second = RealFramework.deploy(deployer, bundle)) {
            try (Deployment first = RealFramework.deploy(deployer, bundle)) {
                assertThat(RealFramework.bundle(first).getBundleId())
                        .isNotEqualTo(RealFramework.bundle(second).getBundleId());
                OrkaCall one = first.bind().call();
                assertThat(one.call(request).data()).isEqualTo(1);
                assertThat(one.call(request).data()).isEqualTo(2);
                assertThat(second.bind().call().call(request).data()).isEqualTo(1);
            }
            assertThat(second.bind().call().call(request).data()).isEqualTo(2);
        }
    }

    @Test
    void the_service_is_found_by_its_properties() throws Exception {
        try (Deployment deployment = RealFramework.deploy(deployer, hello("telegram@v0.1.0"))) {
            deployment.publish(ANSWER, 7);

            for (String filter : new String[] {
                "(orka.name=telegram)",
                "(orka.key=telegram@v0.1.0)",
                "(orka.service=TestPlugin)",
                "(orka.commit=c0ffee)",
                "(&(orka.name=telegram)(orka.version>=0.0.9)(!(orka.version>=0.1.1)))"
            }) {
                assertThat(system.getServiceReferences(OrkaCall.class, filter))
                        .as(filter)
                        .hasSize(1);
            }
            ServiceReference<OrkaCall> reference = system.getServiceReference(OrkaCall.class);
            assertThat(reference.getProperty("orka.version")).isEqualTo(new Version(0, 1, 0));
            assertThat(reference.getBundle().getBundleId())
                    .isEqualTo(RealFramework.bundle(deployment).getBundleId());
            assertThat(system.getService(reference)).isSameAs(ANSWER);
        }
        assertThat(system.getServiceReferences(OrkaCall.class, null)).isEmpty();
    }

    @Test
    void an_entry_without_version_has_no_version_property() throws Exception {
        try (Deployment deployment = RealFramework.deploy(deployer, hello("telegram"))) {
            deployment.publish(ANSWER, 0);

            assertThat(system.getServiceReference(OrkaCall.class).getPropertyKeys())
                    .contains("orka.key")
                    .doesNotContain("orka.version");
        }
    }

    @Test
    void a_service_can_be_registered_anew_and_can_go() throws Exception {
        try (Deployment first = RealFramework.deploy(deployer, hello("p@1"));
                Deployment second = RealFramework.deploy(deployer, hello("p@2"))) {
            first.publish(ANSWER, 1);
            second.publish(ANSWER, 2);
            assertThat(system.getServiceReference(OrkaCall.class).getProperty("orka.key"))
                    .isEqualTo("p@2");
            first.publish(ANSWER, 3);
            assertThat(system.getServiceReference(OrkaCall.class).getProperty("orka.key"))
                    .isEqualTo("p@1");
            first.unpublish();
            first.unpublish();
            assertThat(system.getServiceReferences(OrkaCall.class, null)).hasSize(1);
        }
    }

    /**
     * A service listener may wait while another thread constructs the plugin, as the first call of a restored version
     * does.
     */
    @Test
    void who_is_told_of_the_service_may_have_the_plugin_constructed_and_wait_for_it() throws Exception {
        try (Deployment deployment = RealFramework.deploy(deployer, hello("p@1"))) {
            List<Object> answers = new ArrayList<>();
            system.addServiceListener(event -> answers.add(constructedElsewhere(deployment)));

            deployment.publish(ANSWER, 1);
            deployment.publish(ANSWER, 2);
            deployment.unpublish();

            assertThat(answers).containsExactly(1, 2, 3, 4);
        }
    }

    private static Object constructedElsewhere(Deployment deployment) {
        try {
            return CompletableFuture.supplyAsync(() -> {
                        try (BoundPlugin plugin = deployment.bind()) {
                            return plugin.call().call(new Request("Ping")).data();
                        } catch (Exception e) {
                            throw new CompletionException(e);
                        }
                    })
                    .get(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            return e;
        }
    }

    @Test
    void at_the_end_of_the_host_bundles_are_stopped_and_stay_for_the_framework_to_drop() throws Exception {
        Deployment deployment = RealFramework.deploy(deployer, hello("p@1"));
        deployment.publish(ANSWER, 0);
        Bundle bundle = RealFramework.bundle(deployment);

        deployer.hostEnds();
        deployment.close();

        assertThat(bundle.getState()).isEqualTo(Bundle.RESOLVED);
        assertThat(system.getServiceReferences(OrkaCall.class, null)).isEmpty();
    }

    @Test
    void closing_twice_leaves_nothing_behind() throws Exception {
        PluginBundle bundle = hello("p@1");
        Deployment deployment = RealFramework.deploy(deployer, bundle);
        assertThat(temp.resolve("run")).isEmptyDirectory();
        Deployment again = RealFramework.deploy(deployer, bundle);
        try (Stream<Path> links = Files.list(temp.resolve("run"))) {
            assertThat(links)
                    .singleElement()
                    .satisfies(link -> assertThat(link.getFileName()).hasToString("1-01234567"));
        }
        deployment.close();
        again.close();
        deployment.close();
        try (Deployment third = RealFramework.deploy(deployer, bundle)) {
            assertThat(third.bundle()).isEqualTo(bundle);
            assertThat(temp.resolve("run")).isEmptyDirectory();
        }

        assertThat(temp.resolve("run")).isEmptyDirectory();
        assertThat(system.getBundles()).hasSize(1);
        assertThat(temp.resolve("a +ü%20b/acme/Plugin.class")).exists();
        assertThatIllegalStateException().isThrownBy(() -> deployment.publish(ANSWER, 0));
        assertThatIllegalStateException().isThrownBy(deployment::bind);
    }

    @Test
    void closing_after_the_framework_has_stopped_returns_normally() throws Exception {
        Deployment deployment = RealFramework.deploy(deployer, hello("p@1"));
        deployment.publish(ANSWER, 0);
        framework.stop();

        deployment.close();

        assertThat(temp.resolve("run")).isEmptyDirectory();
    }

    @Test
    void links_of_an_earlier_run_are_swept_and_what_they_lead_to_is_not() throws Exception {
        Path target = Files.createDirectories(temp.resolve("precious/inside"));
        Files.createSymbolicLink(temp.resolve("run/5-deadbeef"), target.getParent());
        Path file = Files.writeString(temp.resolve("run/note.txt"), "not a link");

        Deployer unused = framework.deployer(temp.resolve("run"));

        assertThat(unused).isNotNull();
        assertThat(temp.resolve("run/5-deadbeef")).doesNotExist();
        assertThat(target).exists();
        assertThat(file).exists();
    }

    @Test
    void a_package_nobody_has_is_named() throws Exception {
        PluginBundle bundle = new PluginSources(temp.resolve("p"))
                .source("acme.Plugin", HELLO)
                .imports("io.orka.sdk;version=\"[2,3)\"")
                .bundle("p@1");

        assertThatExceptionOfType(DeployFailure.class)
                .isThrownBy(() -> RealFramework.deploy(deployer, bundle))
                .satisfies(failure -> assertThat(failure.line())
                        .startsWith("ORKA-DEPLOY-02: the bundle requires the package io.orka.sdk as in")
                        .contains("(version>=2.0.0)"));
        assertThat(system.getBundles()).hasSize(1);
        assertThat(temp.resolve("run")).isEmptyDirectory();
    }

    @Test
    void a_newer_java_is_named() throws Exception {
        PluginBundle bundle = new PluginSources(temp.resolve("p"))
                .source("acme.Plugin", HELLO)
                .java("99")
                .bundle("p@1");

        assertThatExceptionOfType(DeployFailure.class)
                .isThrownBy(() -> RealFramework.deploy(deployer, bundle))
                .withMessage("the plugin requires Java 99, but this host runs on Java "
                        + Runtime.version().feature())
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("ORKA-DEPLOY-03"));
    }

    @Test
    void a_directory_that_is_gone_or_no_bundle_is_refused() throws Exception {
        PluginBundle bundle = hello("p@1");
        Files.writeString(
                bundle.directory().resolve("META-INF/MANIFEST.MF"),
                "Bundle-ManifestVersion: 2\nBundle-SymbolicName: p\nBundle-Version: one\n");
        assertThatExceptionOfType(DeployFailure.class)
                .isThrownBy(() -> RealFramework.deploy(deployer, bundle))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("ORKA-DEPLOY-01"));
        PluginBundle gone = new PluginSources(temp.resolve("gone")).bundle("p@1");
        Files.delete(gone.directory().resolve("META-INF/MANIFEST.MF"));
        Files.delete(gone.directory().resolve("META-INF"));
        Files.delete(gone.directory());
        assertThatExceptionOfType(DeployFailure.class)
                .isThrownBy(() -> RealFramework.deploy(deployer, gone))
                .withMessageContaining("cannot access");
        assertThat(temp.resolve("run")).isEmptyDirectory();
        assertThat(system.getBundles()).hasSize(1);
    }
}
