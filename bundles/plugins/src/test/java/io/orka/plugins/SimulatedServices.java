package io.orka.plugins;

import io.orka.registry.PluginKey;
import io.orka.sdk.OrkaCall;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The service registry of a simulated framework, which checks at every change what those who look may rely on. */
final class SimulatedServices {

    private final Map<String, Map<SimulatedWorld.Instance, Integer>> named = new HashMap<>();
    private final Set<OrkaCall> objects = new HashSet<>();
    private Consumer<SimulatedWorld.Instance> going = instance -> {};
    int reranked;

    /** Tells a listener as the framework does: before the service has gone. */
    void whenOneGoes(Consumer<SimulatedWorld.Instance> told) {
        going = told;
    }

    void publish(SimulatedWorld.Instance instance, OrkaCall service, int ranking) {
        if (instance.externalStop().isDone()) {
            throw new IllegalStateException("the bundle is not active");
        }
        Map<SimulatedWorld.Instance, Integer> rankings = rankings(instance);
        check(objects.add(service), "each registration has an object of its own");
        check(!rankings.containsValue(ranking), "no two services of a name have one ranking");
        if (rankings.containsKey(instance)) {
            registerAnew(instance, ranking);
            return;
        }
        rankings.forEach((other, old) ->
                check(!other.key().equals(instance.key()) || old < ranking, "what replaces another ranks above it"));
        rankings.put(instance, ranking);
    }

    private void registerAnew(SimulatedWorld.Instance instance, int ranking) {
        List<SimulatedWorld.Instance> before = highestFirst(instance.key().name());
        rankings(instance).put(instance, ranking);
        reranked++;
        check(before.equals(highestFirst(instance.key().name())), "a new ranking changes no order");
    }

    void unpublish(SimulatedWorld.Instance instance) {
        if (rankings(instance).containsKey(instance)) {
            going.accept(instance);
        }
        rankings(instance).remove(instance);
    }

    /** What is registered under a name, the highest ranking first. */
    List<SimulatedWorld.Instance> highestFirst(String name) {
        Map<SimulatedWorld.Instance, Integer> rankings = named.getOrDefault(name, Map.of());
        return rankings.keySet().stream()
                .sorted(Comparator.comparing(rankings::get).reversed())
                .toList();
    }

    /** That exactly these are registered, and that the higher version of a name has the higher ranking. */
    void check(List<Live> lives) {
        Map<String, Set<PluginKey>> expected = new HashMap<>();
        named.keySet().forEach(name -> expected.put(name, Set.of()));
        lives.stream().filter(live -> !live.lostItsBundle()).forEach(live -> {
            check(rankings((SimulatedWorld.Instance) live.candidate()).containsKey(live.candidate()), "has a service");
            expected.merge(live.key().name(), Set.of(live.key()), SimulatedServices::union);
        });
        expected.forEach((name, keys) -> check(
                highestFirst(name).stream()
                        .map(SimulatedWorld.Instance::key)
                        .toList()
                        .equals(keys.stream().sorted(LiveSet.HIGHEST_FIRST).toList()),
                "rankings are as versions: " + highestFirst(name)));
    }

    private static Set<PluginKey> union(Set<PluginKey> one, Set<PluginKey> other) {
        Set<PluginKey> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }

    private Map<SimulatedWorld.Instance, Integer> rankings(SimulatedWorld.Instance instance) {
        return named.computeIfAbsent(instance.key().name(), name -> new HashMap<>());
    }

    private static void check(boolean kept, String what) {
        if (!kept) {
            throw new AssertionError("broken: " + what);
        }
    }
}
