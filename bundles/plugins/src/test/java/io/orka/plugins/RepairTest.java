package io.orka.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.identity.PluginKey;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepairTest {

    private static final PluginKey KEY = new PluginKey("a", "v1");

    private final SimulatedDisk disk = new SimulatedDisk();
    private final SimulatedEnvironment environment = new SimulatedEnvironment(new Random(1), disk);
    private final SimulatedHost host = new SimulatedHost(environment, disk);

    @BeforeEach
    void active() {
        environment.badLuck = 0;
        disk.register(List.of(KEY));
        host.command(host.reconciler::restore);
        host.command(() -> host.reconciler.apply(true));
        work();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aPluginThatLosesItsBundleIsRestoredAtOnce(int times) {
        for (int i = 0; i < times; i++) {
            loseBundle();
        }

        assertThat(host.status(KEY).state()).isEqualTo(PluginState.ACTIVE);
        assertThat(live().lostItsBundle()).isFalse();
    }

    @Test
    void aPluginThatLosesItsBundleAgainAndAgainIsRestoredAfterAnHour() {
        for (int i = 0; i < Retries.QUARANTINED; i++) {
            loseBundle();
        }
        assertThat(host.status(KEY).quarantined()).isTrue();
        assertThat(live().lostItsBundle()).isTrue();

        while (environment.hasTimers()) {
            environment.fireNext();
            work();
        }

        assertThat(host.status(KEY).state()).isEqualTo(PluginState.ACTIVE);
        assertThat(live().lostItsBundle()).isFalse();
    }

    private Live live() {
        return host.state.lives().get(KEY).orElseThrow();
    }

    private void loseBundle() {
        environment.instances.get(environment.instances.size() - 1).stopBundle();
        work();
    }

    private void work() {
        while (!host.lifecycle.isIdle() || !environment.isIdle()) {
            if (host.lifecycle.isIdle()) {
                environment.endOne();
            } else {
                host.lifecycle.runNext();
            }
        }
    }
}
