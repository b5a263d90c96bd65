package io.orka.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.identity.PluginKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Runs random schedules of edits, commands, failures, full disks, crashes and time. They use one thread and no disk, so
 * each schedule can be repeated from its seed. The invariants hold after every step, and at the end the active plugins
 * are those in the registry.
 */
class SimulationTest {

    private static final int SCHEDULES = Integer.getInteger("orka.soak.schedules", 10_000);
    private static final int STEPS = 100;

    private Random random = new Random();
    private SimulatedDisk disk = new SimulatedDisk();
    private SimulatedEnvironment environment = new SimulatedEnvironment(random, disk);
    private SimulatedHost host = new SimulatedHost(environment, disk);
    private HostPromises promises = new HostPromises(host, environment, disk, this::count);
    private final List<String> story = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();

    /** The content of the registry file that the file watcher has seen last. */
    private String noticed = "";

    @Test
    void everyScheduleKeepsItsPromises() {
        long first = Long.getLong("orka.seed", System.nanoTime());
        for (long seed = first; seed < first + SCHEDULES; seed++) {
            try {
                run(seed);
            } catch (Throwable e) {
                throw new AssertionError(
                        "-Dorka.seed=" + seed + " -Dorka.soak.schedules=1\n" + String.join("\n", story), e);
            }
        }
        System.out.println(SCHEDULES + " schedules from seed " + first + ": " + seen);
        assertThat(seen.keySet())
                .contains(
                        "crash",
                        "shutdown",
                        "stop",
                        "full disk",
                        "retry",
                        "notice",
                        "add",
                        "remove",
                        "swap",
                        "rollback",
                        "rebuild",
                        "retire",
                        "failed probe",
                        "failed construction",
                        "quarantine");
    }

    private void run(long seed) {
        random = new Random(seed);
        disk = new SimulatedDisk();
        environment = new SimulatedEnvironment(random, disk);
        story.clear();
        boot();
        for (int step = 0; step < STEPS; step++) {
            step();
        }
        comeToRest();
    }

    private void step() {
        Set<String> served = promises.served();
        act();
        if (disk.crashed) {
            promises.noDefect();
            tell("crash");
            boot();
            return;
        }
        promises.noGapSince(served);
        promises.atEveryMoment();
    }

    private void act() {
        boolean more = !host.lifecycle.isIdle();
        int dice = random.nextInt(100);
        if (more && dice < 70) {
            host.lifecycle.runNext();
        } else if (!environment.isIdle() && dice < 88) {
            tell(environment.endOne());
        } else if (environment.hasTimers() && dice < 92) {
            tell("retry");
            passTime();
        } else {
            command(random.nextInt(100));
        }
    }

    private void command(int dice) {
        PluginKey key = key();
        if (dice < 20) {
            edit(key);
        } else if (dice < 30) {
            notice();
        } else if (dice < 38) {
            tell("apply");
            host.command(() -> host.reconciler.apply(random.nextBoolean()));
        } else if (dice < 45) {
            change(key);
        } else if (dice < 58) {
            tell("reload " + key);
            promises.toldToChange(Set.of(key.name()));
            environment.push(key.name());
            host.command(() -> host.reconciler.reload(
                    key.toString(), random.nextBoolean() ? Freshness.FETCHED : Freshness.UPDATED));
        } else if (dice < 70) {
            tell("rollback " + key.name());
            promises.toldToChange(Set.of(key.name()));
            host.command(() -> host.reconciler.rollback(key.name()));
        } else if (dice < 76) {
            tell("full disk");
            disk.fate = SimulatedDisk.Fate.FULL;
        } else if (dice < 83) {
            disk.fate = random.nextBoolean() ? SimulatedDisk.Fate.CRASH_BEFORE : SimulatedDisk.Fate.CRASH_AFTER;
        } else if (dice < 85) {
            tell("kill");
            disk.crashed = true;
        } else if (dice < 86) {
            shutDown();
        } else if (dice < 90) {
            disk.registryBroken = !disk.registryBroken;
            tell("registry broken: " + disk.registryBroken);
        } else if (dice < 96) {
            stopBundle();
        } else if (dice < 97) {
            disk.store.removeIf(digest -> random.nextInt(3) == 0);
            tell("rot");
        } else {
            environment.badLuck = random.nextInt(3) * 45;
        }
    }

    /** Stops the host while steps are running. No further step begins, and all plugins are ended. */
    private void shutDown() {
        tell("shutdown");
        CompletableFuture<Void> stopped = host.reconciler.stop();
        while (!disk.crashed && !(host.lifecycle.isIdle() && environment.isIdle())) {
            if (environment.isIdle() || (!host.lifecycle.isIdle() && random.nextBoolean())) {
                host.lifecycle.runNext();
            } else {
                tell(environment.endOne());
            }
        }
        if (!disk.crashed) {
            promises.hasStopped(stopped);
        }
        disk.crashed = true;
    }

    /** Runs a command that edits the registry and applies the edit. */
    private void change(PluginKey key) {
        promises.toldToChange(Set.of(key.name()));
        int dice = random.nextInt(3);
        if (dice == 0) {
            tell("add " + key);
            host.command(() -> host.reconciler.add(key.name(), key.version(), "repo", "Service"));
        } else if (dice == 1) {
            tell("remove " + key);
            host.command(() -> host.reconciler.remove(key.toString()));
        } else {
            tell("swap " + key);
            host.command(() -> host.reconciler.swap(key.name(), key.version() == null ? "v1" : key.version()));
        }
    }

    /** Advances the time to the next timer. Until then, the file watcher has looked at the registry file. */
    private void passTime() {
        notice();
        environment.fireNext();
    }

    /** Reports a change of the registry file to the host, as the file watcher does some time after the change. */
    private void notice() {
        if (!disk.digest().equals(noticed)) {
            noticed = disk.digest();
            tell("notice");
            host.command(host.reconciler::fileChanged);
        }
    }

    /** Stops the bundle of a random plugin, as a command of the framework's shell does. */
    private void stopBundle() {
        List<SimulatedEnvironment.Instance> running = environment.instances.stream()
                .filter(instance ->
                        instance.ends == 0 && !instance.externalStop().isDone())
                .toList();
        if (!running.isEmpty()) {
            SimulatedEnvironment.Instance instance = running.get(random.nextInt(running.size()));
            tell("stop " + instance.key());
            instance.stopBundle();
        }
    }

    private void edit(PluginKey key) {
        List<PluginKey> keys = new ArrayList<>(disk.registered);
        int dice = random.nextInt(10);
        if (dice == 0) {
            keys.clear();
        } else if (dice < 3) {
            keys.remove(key);
        } else if (dice < 6) {
            keys.removeIf(other -> other.name().equals(key.name()));
            keys.add(key);
        } else if (!keys.contains(key)) {
            keys.add(key);
        }
        disk.register(keys);
        tell("edit " + keys);
        promises.toldToChange(HostPromises.NAMES);
    }

    private void boot() {
        disk.crashed = false;
        disk.fate = SimulatedDisk.Fate.WRITTEN;
        host = new SimulatedHost(environment, disk);
        promises = new HostPromises(host, environment, disk, this::count);
        noticed = disk.digest();
        host.command(host.reconciler::restore);
        host.command(host.reconciler::applyChanges);
    }

    /** Checks that a valid registry becomes the active state when no step fails. Removals need a confirmed apply. */
    private void comeToRest() {
        environment.badLuck = 0;
        disk.registryBroken = false;
        disk.fate = SimulatedDisk.Fate.WRITTEN;
        settle();
        notice();
        settle();
        promises.noEditIsLost();
        host.command(() -> host.reconciler.apply(true));
        settle();
        host.command(() -> host.reconciler.apply(true));
        settle();
        promises.atRest();
    }

    /**
     * Runs all steps, and the timers of one day. After that time, only versions that can never be restored are still
     * retried, every hour.
     */
    private void settle() {
        long end = environment.nanoTime() + Duration.ofDays(1).toNanos();
        while (!host.lifecycle.isIdle()
                || !environment.isIdle()
                || (environment.hasTimers() && environment.nanoTime() < end)) {
            if (!host.lifecycle.isIdle()) {
                host.lifecycle.runNext();
            } else if (!environment.isIdle()) {
                tell(environment.endOne());
            } else {
                passTime();
            }
        }
    }

    private PluginKey key() {
        int version = random.nextInt(4);
        List<String> names = HostPromises.NAMES;
        return new PluginKey(names.get(random.nextInt(names.size())), version == 0 ? null : "v" + version);
    }

    private void tell(String what) {
        story.add(what);
        int space = what.indexOf(' ');
        count(space < 0 || what.startsWith("full") ? what : what.substring(0, space));
    }

    private void count(String what) {
        seen.merge(what, 1, Integer::sum);
    }
}
