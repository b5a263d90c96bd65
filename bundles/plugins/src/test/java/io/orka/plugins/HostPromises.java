package io.orka.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.calls.Generation;
import io.orka.identity.PluginKey;
import io.orka.registry.LockEntry;
import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The invariants of one run of a simulated host: after every step, after its stop, and at rest. */
final class HostPromises {

    static final List<String> NAMES = List.of("a", "b", "c", "d");

    private final SimulatedHost host;
    private final SimulatedEnvironment environment;
    private final SimulatedDisk disk;
    private final Consumer<String> seen;

    /**
     * The commits in the lock file at the host's start. {@code toldToChange} contains the names that were changed since
     * then.
     */
    private final Map<PluginKey, String> lockedAtBoot = new HashMap<>();

    private final Set<String> toldToChange = new HashSet<>();

    /** @param seen counts the events that it receives */
    HostPromises(SimulatedHost host, SimulatedEnvironment environment, SimulatedDisk disk, Consumer<String> seen) {
        this.host = host;
        this.environment = environment;
        this.disk = disk;
        this.seen = seen;
        disk.lock.forEach((key, locked) -> lockedAtBoot.put(key, locked.commit()));
    }

    void toldToChange(Collection<String> names) {
        toldToChange.addAll(names);
    }

    /** Returns the names with an active version, except those with a restored version whose construction has failed. */
    Set<String> served() {
        Set<String> served = new HashSet<>(serving().keySet());
        host.state.lives().all().stream()
                .filter(live -> ((SimulatedEnvironment.Instance) live.candidate()).failedConstruction)
                .forEach(live -> served.remove(live.key().name()));
        return served;
    }

    void noGapSince(Set<String> served) {
        served.stream()
                .filter(host.asked()::contains)
                .forEach(name -> promise(host.calls.serving(name).isPresent(), "no gap for " + name));
    }

    void noDefect() {
        if (!host.defects.isEmpty()) {
            throw new AssertionError("a defect", host.defects.get(0));
        }
    }

    void hasStopped(CompletableFuture<Void> end) {
        promise(end.isDone() && host.state.lives().all().isEmpty(), "a host that stopped has no plugins");
        promise(environment.instances.stream().allMatch(instance -> instance.ends == 1), "and has ended each once");
        noDefect();
    }

    void atEveryMoment() {
        noDefect();
        Set<SimulatedEnvironment.Instance> living = new HashSet<>();
        Set<PluginKey> routed =
                host.calls.current().stream().map(Generation::key).collect(Collectors.toSet());
        for (Live live : host.state.lives().all()) {
            SimulatedEnvironment.Instance instance = (SimulatedEnvironment.Instance) live.candidate();
            living.add(instance);
            LockEntry locked = disk.lock.get(live.key());
            promise(!instance.failedProbe, "serves despite its probe");
            promise(
                    locked != null
                            && locked.digest().equals(live.prepared().bundle().digest()),
                    "the lock has what serves");
            promise(routed.remove(live.key()), "what lives is routed to");
            promise(
                    toldToChange.contains(live.key().name())
                            || lockedAtBoot
                                    .getOrDefault(live.key(), live.commit())
                                    .equals(live.commit()),
                    "no commit but the locked one serves by itself");
        }
        promise(routed.isEmpty(), "what is routed to lives");
        environment.services.check(host.state.lives().all());
        for (Generation generation : serving().values()) {
            Response answer = host.calls.call(generation.key().toString(), CallContext.none(), new Request("Say"));
            promise(answer.success(), "no closed version answers");
        }
        for (SimulatedEnvironment.Instance instance : environment.instances) {
            promise(instance.ends == 0 || !living.contains(instance), "what serves is not ended");
            promise(instance.ends < 2, "nothing is ended twice");
            count(instance.failedProbe, "failed probe");
            count(instance.failedConstruction, "failed construction");
        }
        for (PluginKey key : disk.registered) {
            Retries.Waiting waiting = host.state.retries().of(key);
            count(waiting != null && waiting.quarantined(), "quarantine");
        }
    }

    /**
     * Checks that every entry is active and has a service without another command. A removal may still need a
     * confirmation.
     */
    void noEditIsLost() {
        assertThat(host.commands).as("commands that never ended").allMatch(CompletableFuture::isDone);
        assertThat(host.reconciler.settled()).as("settled").isTrue();
        for (PluginKey key : disk.registered) {
            assertThat(host.state.lives().get(key))
                    .as(key + " was registered")
                    .hasValueSatisfying(live -> assertThat(live.lostItsBundle())
                            .as(key + " has no service")
                            .isFalse());
        }
    }

    void atRest() {
        atEveryMoment();
        Set<PluginKey> lives = host.state.lives().all().stream().map(Live::key).collect(Collectors.toSet());
        assertThat(lives).as("what serves in the end").isEqualTo(new HashSet<>(disk.registered));
        assertThat(disk.lock.keySet()).as("the lock in the end").isEqualTo(lives);
        assertThat(host.commands).as("commands that never ended").allMatch(CompletableFuture::isDone);
        assertThat(host.state.lives().draining()).isEmpty();
        assertThat(environment.instances.stream().filter(instance -> instance.ends == 0))
                .as("instances nobody ends")
                .hasSize(lives.size());
        for (PluginKey key : disk.registered) {
            assertThat(host.status(key).state()).as(host.status(key).toString()).isEqualTo(PluginState.ACTIVE);
            assertThat(host.state.lives().get(key).orElseThrow().lostItsBundle())
                    .as(key + " without a service")
                    .isFalse();
        }
        assertThat(host.told)
                .as("what listeners believe in the end")
                .isEqualTo(host.list().stream().collect(Collectors.toMap(PluginStatus::key, PluginStatus::state)));
    }

    private Map<String, Generation> serving() {
        Map<String, Generation> serving = new HashMap<>();
        for (String name : NAMES) {
            host.calls.serving(name).ifPresent(generation -> serving.put(name, generation));
        }
        return serving;
    }

    private void count(boolean happened, String what) {
        if (happened) {
            seen.accept(what);
        }
    }

    private static void promise(boolean kept, String what) {
        if (!kept) {
            throw new AssertionError("broken: " + what);
        }
    }
}
