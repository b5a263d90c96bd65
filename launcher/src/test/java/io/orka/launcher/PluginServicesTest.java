package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orka.plugins.Report;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** Client code that tracks plugins' services or listens for them gets the expected events while plugins change. */
class PluginServicesTest {

    private static final String PLUGINS = "(" + Constants.OBJECTCLASS + "=io.orka.sdk.OrkaCall)";

    @TempDir
    private Path directory;

    private static void release(StoryRepository repository, String version) {
        repository.plainPlugin("return Response.ok(\"" + version + "\");").tag(version);
    }

    private static void done(Report report) {
        assertThat(report.ok()).as(report.toString()).isTrue();
    }

    private static Object answer(OrkaCall call) {
        try {
            return requireNonNull(call.call(new Request("Say")).data());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Keeps services as client code does: in a map, and in a field that is cleared when its service is removed. */
    private static final class Keeper implements ServiceTrackerCustomizer<OrkaCall, OrkaCall> {

        private final BundleContext context;
        private final Map<String, OrkaCall> byKey = new ConcurrentHashMap<>();
        private volatile @Nullable OrkaCall last;

        Keeper(BundleContext context) {
            this.context = context;
        }

        @Override
        public OrkaCall addingService(ServiceReference<OrkaCall> reference) {
            OrkaCall service = context.getService(reference);
            byKey.put((String) requireNonNull(reference.getProperty("orka.key")), service);
            last = service;
            return service;
        }

        @Override
        public void modifiedService(ServiceReference<OrkaCall> reference, OrkaCall service) {}

        @Override
        public void removedService(ServiceReference<OrkaCall> reference, OrkaCall service) {
            byKey.remove((String) requireNonNull(reference.getProperty("orka.key")), service);
            if (last == service) {
                last = null;
            }
            context.ungetService(reference);
        }
    }

    @Test
    void whoKeepsServicesByTheirObjectsKeepsWhatServesThroughReloadsSwapsAndRollbacks() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            release(host.repository("tagged"), "v0.1.0");
            release(host.repository("tagged"), "v0.2.0");
            StoryRepository followed = host.repository("followed");
            followed.plainPlugin("return Response.ok(0);").commit("begin");
            Orka orka = host.register("tagged@v0.1.0", "followed").start();
            BundleContext context = orka.framework();
            Keeper keeper = new Keeper(context);
            ServiceTracker<OrkaCall, OrkaCall> tracker = new ServiceTracker<>(context, OrkaCall.class, keeper);
            tracker.open();
            OrkaCall held = orka.service("followed");

            for (int i = 1; i <= 3; i++) {
                followed.plainPlugin("return Response.ok(" + i + ");").commit("move " + i);
                done(orka.plugins().reload("followed"));
                assertThat(keeper.byKey).containsOnlyKeys("followed", "tagged@v0.1.0");
                assertThat(answer(requireNonNull(keeper.byKey.get("followed")))).isEqualTo(i);
                assertThat(answer(requireNonNull(keeper.last))).isEqualTo(i);

                done(orka.plugins().swap("tagged", "v0.2.0"));
                assertThat(keeper.byKey).containsOnlyKeys("followed", "tagged@v0.2.0");
                assertThat(answer(requireNonNull(keeper.last))).isEqualTo("v0.2.0");
                done(orka.plugins().rollback("tagged"));
                assertThat(keeper.byKey).containsOnlyKeys("followed", "tagged@v0.1.0");
                assertThat(answer(requireNonNull(keeper.last))).isEqualTo("v0.1.0");
            }
            assertThat(orka.service("followed")).isSameAs(held);
            assertThat(answer(held)).isEqualTo(3);
            tracker.close();
        }
    }

    @Test
    void aServiceComesWithItsFinalRankingAndIsNeverModified() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            StoryRepository repository = host.repository("p");
            for (String version : List.of("v0.1.0", "v0.2.0", "v0.3.0-rc.1", "v0.3.0")) {
                release(repository, version);
            }
            Orka orka = host.register("p@v0.2.0").start();
            BundleContext context = orka.framework();
            List<String> events = new CopyOnWriteArrayList<>();
            ServiceListener listener = event -> events.add(words(context, event));
            context.addServiceListener(listener, PLUGINS);

            for (String version : List.of("v0.3.0", "v0.1.0", "v0.3.0-rc.1")) {
                done(orka.plugins().add("p", version, repository.directory().toString(), "S"));
            }
            done(orka.plugins().remove("p@v0.3.0"));
            done(orka.plugins().remove("p@v0.3.0-rc.1"));
            context.removeServiceListener(listener);

            assertThat(events)
                    .containsExactly(
                            "1 p@v0.3.0, highest p@v0.3.0",
                            "1 p@v0.1.0, highest p@v0.3.0",
                            "1 p@v0.3.0-rc.1, highest p@v0.3.0",
                            "4 p@v0.3.0, highest p@v0.3.0-rc.1",
                            "4 p@v0.3.0-rc.1, highest p@v0.2.0");
            assertThat(context.getServiceReferences(OrkaCall.class, "(orka.semver>=0.2)")
                            .iterator()
                            .next()
                            .getProperty("orka.key"))
                    .isEqualTo("p@v0.2.0");
        }
    }

    /**
     * Describes an event and the service that a lookup finds at that time. A greedy reference moves to that service.
     */
    private static String words(BundleContext context, ServiceEvent event) {
        return event.getType() + " " + event.getServiceReference().getProperty("orka.key") + ", highest "
                + requireNonNull(context.getServiceReference(OrkaCall.class)).getProperty("orka.key");
    }

    @Test
    void aSwapToALowerVersionIsRankedAboveTheHigherOneWhileThatGoes() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            release(host.repository("p"), "v0.1.0");
            release(host.repository("p"), "v0.2.0");
            Orka orka = host.register("p@v0.2.0").start();
            BundleContext context = orka.framework();
            List<String> events = new CopyOnWriteArrayList<>();
            ServiceListener listener = event -> events.add(words(context, event));
            context.addServiceListener(listener, PLUGINS);

            done(orka.plugins().swap("p", "v0.1.0"));
            context.removeServiceListener(listener);

            assertThat(events).containsExactly("1 p@v0.1.0, highest p@v0.1.0", "4 p@v0.2.0, highest p@v0.1.0");
        }
    }

    /** After a restart this call is the first one, and constructs the plugin. */
    @Test
    void whoIsToldOfARemovalMayCallThePluginOnceMore() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            release(host.repository("p"), "v0.1.0");
            host.register("p@v0.1.0").start();
            assertThat(answerOnceMore(host)).isEqualTo("v0.1.0");
            host.register("p@v0.1.0").orka().plugins().apply();
        }
        try (StoryHost host = new StoryHost(directory)) {
            host.register("p@v0.1.0").start();
            assertThat(answerOnceMore(host)).isEqualTo("v0.1.0");
        }
    }

    private static Object answerOnceMore(StoryHost host) throws Exception {
        BundleContext context = host.orka().framework();
        OrkaCall held = requireNonNull(context.getService(context.getServiceReference(OrkaCall.class)));
        List<Object> answers = new ArrayList<>();
        ServiceListener listener = event -> {
            if (event.getType() == ServiceEvent.UNREGISTERING) {
                answers.add(answer(held));
            }
        };
        context.addServiceListener(listener, PLUGINS);

        done(host.orka().plugins().remove("p"));
        context.removeServiceListener(listener);

        assertThatExceptionOfType(OrkaCallException.class)
                .isThrownBy(() -> answer(held))
                .withMessageStartingWith("ORKA-CALL-03");
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }
}
