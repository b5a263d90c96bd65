package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.calls.Calls;
import io.orka.identity.PluginKey;
import io.orka.sdk.OrkaCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The services of the active plugins in the framework's service registry. Each registration has a separate service
 * object, since clients distinguish services by their objects.
 *
 * <p>Of one name, a higher version has a higher ranking from the moment of its registration: a reference is bound by
 * the ranking at registration time and ignores a later increase. A new generation has a higher ranking than the
 * replaced generation, so that greedy references switch before the old service is unregistered.
 *
 * <p>The ranking of a registration never changes. Some clients sort services by ranking, and would no longer find a
 * service whose ranking changed (Felix SCR keeps the services of a field in a sorted map). If no ranking is free
 * between two rankings, all services of the name are registered again, each before its previous registration is
 * removed. These steps do not change the order of the services.
 *
 * <p>Confined to the lifecycle thread, which also runs the service listeners.
 */
final class Services {

    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    /** The distance between two rankings, with free rankings in between. */
    static final int STEP = 1 << 10;

    /** The registration of one service. */
    private static final class Registered {
        final Live live;
        OrkaCall handle;
        int ranking;

        Registered(Live live, OrkaCall handle, int ranking) {
            this.live = live;
            this.handle = handle;
            this.ranking = ranking;
        }

        boolean isOf(Live other) {
            return live.generation() == other.generation();
        }
    }

    private final Calls calls;
    private final LiveSet lives;
    private final Map<String, List<Registered>> named = new HashMap<>(); // the highest ranking first

    Services(Calls calls, LiveSet lives) {
        this.calls = requireNonNull(calls, "calls is null");
        this.lives = requireNonNull(lives, "lives is null");
    }

    /**
     * Registers the service of a generation that has become active.
     *
     * @param replaced the replaced generations, whose services are still registered and are removed next
     */
    void publish(Live live, Collection<Live> replaced) {
        PluginKey key = live.key();
        List<Registered> registered = named.computeIfAbsent(key.name(), name -> new ArrayList<>(1));
        int place = placeBelow(nextHigher(live, replaced), registered);
        boolean replaces = place < registered.size() && replaced.stream().anyMatch(registered.get(place)::isOf);
        Registered one = new Registered(live, calls.newHandle(key), ranking(registered, place, replaces));
        registered.add(place, one);
        tell(live, () -> live.candidate().publish(one.handle, one.ranking));
    }

    /** Unregisters a service. The service object still routes the calls of clients that keep this object. */
    void unpublish(Live live) {
        List<Registered> registered = named.getOrDefault(live.key().name(), List.of());
        for (Registered one : List.copyOf(registered)) {
            if (one.isOf(live)) {
                registered.remove(one);
                tell(live, live.candidate()::unpublish);
                calls.release(one.handle);
            }
        }
        if (registered.isEmpty()) {
            named.remove(live.key().name());
        }
    }

    /** Returns the next higher version that stays; {@code null} for the highest version. */
    private @Nullable Live nextHigher(Live live, Collection<Live> replaced) {
        Live higher = null;
        for (Live other : lives.named(live.key().name())) {
            if (other.generation() == live.generation()) {
                break;
            }
            if (replaced.stream().noneMatch(leaving -> leaving.generation() == other.generation())) {
                higher = other;
            }
        }
        return higher;
    }

    private static int placeBelow(@Nullable Live higher, List<Registered> registered) {
        for (int i = 0; higher != null && i < registered.size(); i++) {
            if (registered.get(i).isOf(higher)) {
                return i + 1;
            }
        }
        return 0;
    }

    private int ranking(List<Registered> registered, int place, boolean replaces) {
        if (registered.isEmpty()) {
            return 0;
        }
        long above = place == 0 ? Integer.MAX_VALUE + 1L : registered.get(place - 1).ranking;
        long below = place == registered.size() ? Integer.MIN_VALUE - 1L : registered.get(place).ranking;
        long ranking;
        if (replaces) {
            ranking = below + 1; // directly above the replaced service, which is removed next
        } else if (place == 0) {
            ranking = below + STEP;
        } else if (place == registered.size()) {
            ranking = above - STEP;
        } else {
            ranking = below + (above - below) / 2;
        }
        return below < ranking && ranking < above ? (int) ranking : makeRoom(registered, place);
    }

    /** Spreads all rankings of a name evenly, and returns the free ranking at the given place. */
    private int makeRoom(List<Registered> registered, int place) {
        int size = registered.size();
        int step = Math.min(STEP, Integer.MAX_VALUE / (size + 1));
        for (int i = 0; i < size; i++) { // raises from the top and lowers from the bottom, to keep the order
            move(registered.get(i), spread(size, place, i, step), true);
        }
        for (int i = size - 1; i >= 0; i--) {
            move(registered.get(i), spread(size, place, i, step), false);
        }
        return (size - place) * step;
    }

    private static int spread(int size, int place, int index, int step) {
        return (index < place ? size - index : size - 1 - index) * step;
    }

    private void move(Registered one, int ranking, boolean raise) {
        if (raise ? one.ranking < ranking : one.ranking > ranking) {
            OrkaCall previous = one.handle;
            one.handle = calls.newHandle(one.live.key());
            one.ranking = ranking;
            tell(one.live, () -> one.live.candidate().publish(one.handle, ranking));
            calls.release(previous);
        }
    }

    /** Changes the service registry, which may reject the change if the bundle was stopped. Calls are not affected. */
    private static void tell(Live live, Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            if (live.candidate().externalStop().isDone()) {
                LOG.debug("{}: the service registry rejected the change", live.key(), e);
            } else {
                LOG.error(
                        "{}: the service registry rejected the change; calls through existing handles continue",
                        live.key(),
                        e);
            }
        }
    }
}
