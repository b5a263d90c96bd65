package com.example.idioms;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The active components, and the number of activations of each component. */
final class Holders {

    private static final Map<String, Holder> ACTIVE = new ConcurrentHashMap<>();
    private static final Map<String, AtomicLong> ACTIVATIONS = new ConcurrentHashMap<>();

    private Holders() {}

    static void begin(Holder holder) {
        ACTIVATIONS.computeIfAbsent(holder.name(), name -> new AtomicLong()).incrementAndGet();
        Holder other = ACTIVE.putIfAbsent(holder.name(), holder);
        if (other != null) {
            Journal.failed(holder.name(), "", "is active twice", System.nanoTime());
        }
    }

    static void end(Holder holder) {
        if (!ACTIVE.remove(holder.name(), holder)) {
            Journal.failed(holder.name(), "", "ends without having begun", System.nanoTime());
        }
    }

    static Collection<Holder> active() {
        return List.copyOf(ACTIVE.values());
    }

    static long activations(String name) {
        AtomicLong count = ACTIVATIONS.get(name);
        return count == null ? 0 : count.get();
    }
}
