package io.orka.launcher;

import io.orka.sdk.OrkaCall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The active versions and the held services at a time when nothing changes. */
final class QuietPoint {

    private final List<Served> served;
    private final Map<String, Set<Long>> held = new HashMap<>();
    private final Map<String, Long> activations = new HashMap<>();

    QuietPoint(List<Served> served, Registered registered, List<Holding> holdings) {
        this.served = served;
        for (Holding holding : holdings) {
            if (holding.held() != null) {
                Set<Long> ids = new TreeSet<>();
                for (OrkaCall call : holding.held()) {
                    ids.add(registered.id(call));
                }
                held.put(holding.name(), ids);
                activations.put(holding.component(), holding.activations());
            }
        }
    }

    List<Served> served() {
        return served;
    }

    /** Returns the ids of the services that a reference held; empty if its component was not active. */
    Set<Long> held(String reference) {
        return held.getOrDefault(reference, Set.of());
    }

    boolean active(String component) {
        return activations.containsKey(component);
    }

    /** Returns how often an active component had been activated; -1 for a component that was not active. */
    long activations(String component) {
        return activations.getOrDefault(component, -1L);
    }
}
