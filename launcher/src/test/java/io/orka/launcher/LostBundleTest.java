package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.plugins.Failure;
import io.orka.plugins.PluginState;
import io.orka.plugins.PluginStatus;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;

/** A plugin's bundle that is stopped, uninstalled, updated or refreshed in the framework is restored. */
class LostBundleTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String LOST = "ORKA-PLUGIN-15";
    private static final int CALLERS = 3;

    @TempDir
    private Path directory;

    private StoryHost host;

    @BeforeEach
    void start() throws Exception {
        host = new StoryHost(directory);
        host.repository("p").plainPlugin("return Response.ok(\"here\");").tag("v1");
        host.register("p@v1").start();
    }

    @AfterEach
    void close() {
        host.close();
    }

    private Bundle bundle() {
        List<Bundle> found = new ArrayList<>();
        for (Bundle bundle : host.orka().framework().getBundles()) {
            if (bundle.getSymbolicName().equals("orka.plugin.p")) {
                found.add(bundle);
            }
        }
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static void eventually(String what, BooleanSupplier holds) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!holds.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    private boolean hasService() {
        return host.orka().framework().getServiceReference(OrkaCall.class) != null;
    }

    private boolean isActiveAs(long generation) {
        PluginStatus status = host.status("p");
        return status.state() == PluginState.ACTIVE && status.generation() == generation && hasService();
    }

    @Test
    void thePluginIsBroughtBackAndNoCallNotices() throws Exception {
        Orka orka = host.orka();
        OrkaCall held = orka.service("p");
        AtomicBoolean running = new AtomicBoolean(true);
        Queue<Object> wrong = new ConcurrentLinkedQueue<>();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Thread caller = new Thread(() -> call(held, running, wrong), "caller-" + i);
            caller.start();
            callers.add(caller);
        }
        int times = 0;
        for (String command : List.of("stop", "uninstall", "update", "refresh")) {
            long id = bundle().getBundleId();

            assertThat(host.shell("felix:" + command + " " + id)).doesNotContain("FAILED");

            times++;
            long generation = times + 1L;
            eventually("brought back after " + command, () -> isActiveAs(generation));
            eventually("the old one is gone", () -> orka.framework().getBundle(id) == null);
            assertThat(bundle().getBundleId()).isNotEqualTo(id);
            assertThat(orka.plugins().failures("p"))
                    .extracting(Failure::code)
                    .hasSize(times)
                    .containsOnly(LOST);
        }
        running.set(false);
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(wrong).isEmpty();
    }

    private static void call(OrkaCall plugin, AtomicBoolean running, Queue<Object> wrong) {
        while (running.get()) {
            try {
                Object answer = plugin.call(new Request("Say")).data();
                if (!"here".equals(answer)) {
                    wrong.add(String.valueOf(answer));
                }
            } catch (Exception e) {
                wrong.add(e.toString());
            }
        }
    }

    @Test
    void whatIsTakenAwayAgainAndAgainIsQuarantinedAndStillAnswers() throws Exception {
        Orka orka = host.orka();
        BundleContext context = orka.framework();
        ServiceListener stopper = event -> {
            if (event.getType() == ServiceEvent.REGISTERED) {
                stop(event.getServiceReference().getBundle());
            }
        };
        context.addServiceListener(stopper, "(" + Constants.OBJECTCLASS + "=io.orka.sdk.OrkaCall)");
        stop(bundle());

        eventually("quarantined", () -> host.status("p").quarantined());
        PluginStatus status = host.status("p");
        assertThat(status.state()).isEqualTo(PluginState.FAILED);
        assertThat(status.failure()).extracting(Failure::code).isEqualTo(LOST);
        assertThat(status.generation()).isEqualTo(5);
        assertThat(orka.plugins().failures("p")).hasSize(5);
        assertThat(host.shell("orka:why p@v1"))
                .contains("was stopped by " + LostBundleTest.class.getName() + ".stop in thread 'orka-lifecycle'")
                .contains("quarantined");
        assertThat(hasService()).isFalse();
        assertThat(host.say("p", "").data()).isEqualTo("here");

        context.removeServiceListener(stopper);
        assertThat(orka.plugins().apply().ok()).isTrue();
        assertThat(isActiveAs(6)).isTrue();
        assertThat(bundle().getState()).isEqualTo(Bundle.ACTIVE);
    }

    private static void stop(Bundle bundle) {
        try {
            bundle.stop();
        } catch (BundleException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatCannotBeBroughtBackHasFailedForThatReason() throws Exception {
        Orka orka = host.orka();
        assertThat(host.say("p", "").data()).isEqualTo("here");
        Path repository = host.repository("p").directory();
        Path away = directory.resolve("away");
        Files.move(repository, away);
        Files.move(host.home().plugins(), directory.resolve("no clones"));
        Files.move(host.home().store(), directory.resolve("no store"));
        Files.createDirectories(host.home().store());

        stop(bundle());

        eventually("tried", () -> orka.plugins().failures("p").size() == 2);
        assertThat(host.status("p").state()).isEqualTo(PluginState.FAILED);
        assertThat(host.status("p").failure()).extracting(Failure::code).isEqualTo("ORKA-GIT-01");
        assertThat(host.say("p", "").data()).as("what was loaded").isEqualTo("here");

        Files.move(away, repository);
        assertThat(orka.plugins().apply().ok()).isTrue();
        assertThat(isActiveAs(2)).isTrue();
    }

    @Test
    void whatServesInAnothersPlaceIsBroughtBackAsWell() throws Exception {
        Orka orka = host.orka();
        host.repository("p").plainPlugin("this does not compile").tag("v2");
        assertThat(orka.plugins().swap("p", "v2").ok()).isFalse();
        long id = bundle().getBundleId();

        stop(bundle());

        eventually("the old one is gone", () -> orka.framework().getBundle(id) == null);
        assertThat(hasService()).isTrue();
        assertThat(host.status("p@v1").state()).isEqualTo(PluginState.ACTIVE);
        assertThat(host.say("p", "").data()).isEqualTo("here");
    }

    @Test
    void aReloadBringsItBackAsWell() throws Exception {
        Orka orka = host.orka();
        stop(bundle());
        assertThat(orka.plugins().reload("p").ok()).isTrue();

        eventually("active", () -> host.status("p").state() == PluginState.ACTIVE && hasService());
        assertThat(bundle().getState()).isEqualTo(Bundle.ACTIVE);
    }
}
