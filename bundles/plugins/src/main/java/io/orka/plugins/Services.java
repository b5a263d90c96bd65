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
 * The services of what is live, in the framework's service registry. Each registration has an object of its own, since
 * those who use services tell them apart by it.
 *
 * <p>Of one name, a higher version has a higher ranking, from the moment of its registration on: a reference is bound by
 * the ranking a service comes with, and does not follow one that is raised later. What takes the place of another one is
 * ranked above it, so that greedy references move before the other one goes.
 *
 * <p>The ranking of a registration never changes, since some sort what they hold by it and would no longer find it (Felix
 * SCR keeps the services of a field in a sorted map). Where there is no room between two rankings, all of the name are
 * registered anew, each before its previous registration goes, in steps none of which changes their order.
 *
 * <p>On the lifecycle thread, which runs the service listeners.
 */
final class Services {

    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    /** Between two rankings, so that others find room without a change of theirs. */
    static final int STEP = 1 << 10;

    /** One registration. */
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
     * Registers the service of what has begun to serve.
     *
     * @param replaced whose services are still registered and go next
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

    /** Unregisters a service; its object still answers those who hold it, as the routes say. */
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

    /** The next higher version that stays, or {@code null} for the highest. */
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
            ranking = below + 1; // what it replaces leaves the room behind it
        } else if (place == 0) {
            ranking = below + STEP;
        } else if (place == registered.size()) {
            ranking = above - STEP;
        } else {
            ranking = below + (above - below) / 2;
        }
        return below < ranking && ranking < above ? (int) ranking : makeRoom(registered, place);
    }

    /** Spreads all rankings of a name evenly, and answers the one that this leaves free at a place. */
    private int makeRoom(List<Registered> registered, int place) {
        int size = registered.size();
        int step = Math.min(STEP, Integer.MAX_VALUE / (size + 1));
        for (int i = 0; i < size; i++) { // raised from the top, lowered from the bottom: no one passes another
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

    /** The service registry may refuse: something has stopped the bundle. Calls go their way all the same. */
    private static void tell(Live live, Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            if (live.candidate().externalStop().isDone()) {
                LOG.debug("{}: the service registry does not take the change", live.key(), e);
            } else {
                LOG.error(
                        "{}: the service registry does not take the change; calls through handles go on",
                        live.key(),
                        e);
            }
        }
    }
}
