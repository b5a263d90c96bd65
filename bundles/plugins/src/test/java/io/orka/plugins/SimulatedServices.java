package io.orka.plugins;

import io.orka.identity.PluginKey;
import io.orka.sdk.OrkaCall;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The service registry of a simulated framework, which checks at every change the guarantees for clients. */
final class SimulatedServices {

    private final Map<String, Map<SimulatedEnvironment.Instance, Integer>> named = new HashMap<>();
    private final Set<OrkaCall> objects = new HashSet<>();
    private Consumer<SimulatedEnvironment.Instance> going = instance -> {};
    int reranked;

    /** Sets the listener that is notified before a service is unregistered, as in a real framework. */
    void whenOneGoes(Consumer<SimulatedEnvironment.Instance> told) {
        going = told;
    }

    void publish(SimulatedEnvironment.Instance instance, OrkaCall service, int ranking) {
        if (instance.externalStop().isDone()) {
            throw new IllegalStateException("the bundle is not active");
        }
        Map<SimulatedEnvironment.Instance, Integer> rankings = rankings(instance);
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

    private void registerAnew(SimulatedEnvironment.Instance instance, int ranking) {
        List<SimulatedEnvironment.Instance> before = highestFirst(instance.key().name());
        rankings(instance).put(instance, ranking);
        reranked++;
        check(before.equals(highestFirst(instance.key().name())), "a new ranking changes no order");
    }

    void unpublish(SimulatedEnvironment.Instance instance) {
        if (rankings(instance).containsKey(instance)) {
            going.accept(instance);
        }
        rankings(instance).remove(instance);
    }

    /** Returns the services of a name, the highest ranking first. */
    List<SimulatedEnvironment.Instance> highestFirst(String name) {
        Map<SimulatedEnvironment.Instance, Integer> rankings = named.getOrDefault(name, Map.of());
        return rankings.keySet().stream()
                .sorted(Comparator.comparing(rankings::get).reversed())
                .toList();
    }

    /**
     * Checks that exactly the services of these plugins are registered, and that higher versions have higher rankings.
     */
    void check(List<Live> lives) {
        Map<String, Set<PluginKey>> expected = new HashMap<>();
        named.keySet().forEach(name -> expected.put(name, Set.of()));
        lives.stream().filter(live -> !live.lostItsBundle()).forEach(live -> {
            check(
                    rankings((SimulatedEnvironment.Instance) live.candidate()).containsKey(live.candidate()),
                    "has a service");
            expected.merge(live.key().name(), Set.of(live.key()), SimulatedServices::union);
        });
        expected.forEach((name, keys) -> check(
                highestFirst(name).stream()
                        .map(SimulatedEnvironment.Instance::key)
                        .toList()
                        .equals(keys.stream().sorted(LiveSet.HIGHEST_FIRST).toList()),
                "rankings are as versions: " + highestFirst(name)));
    }

    private static Set<PluginKey> union(Set<PluginKey> one, Set<PluginKey> other) {
        Set<PluginKey> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }

    private Map<SimulatedEnvironment.Instance, Integer> rankings(SimulatedEnvironment.Instance instance) {
        return named.computeIfAbsent(instance.key().name(), name -> new HashMap<>());
    }

    private static void check(boolean kept, String what) {
        if (!kept) {
            throw new AssertionError("broken: " + what);
        }
    }
}
