package io.orka.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** All residents in their start order. Safe for use by multiple threads. Only the engine thread changes residents. */
final class Residents implements SynchronousBundleListener {

    private final NavigableMap<String, Resident> byFile = new ConcurrentSkipListMap<>(FileOrder.INSTANCE);

    Optional<Resident> of(String file) {
        return Optional.ofNullable(byFile.get(file));
    }

    Optional<Resident> of(Bundle bundle) {
        return byFile.values().stream()
                .filter(resident -> resident.bundle().filter(bundle::equals).isPresent())
                .findFirst();
    }

    Collection<Resident> all() {
        return byFile.values();
    }

    Collection<Resident> lastFirst() {
        return byFile.descendingMap().values();
    }

    void add(Resident resident) {
        byFile.put(resident.file(), resident);
    }

    void remove(Resident resident) {
        byFile.remove(resident.file());
    }

    /** Returns the residents of one symbolic name, the highest version first. */
    List<Resident> versions(String symbolicName) {
        return byFile.values().stream()
                .filter(resident -> resident.bundle().isPresent())
                .filter(resident -> resident.identity()
                        .map(JarIdentity::name)
                        .filter(symbolicName::equals)
                        .isPresent())
                .sorted(Comparator.comparing((Resident resident) ->
                                resident.identity().orElseThrow().version())
                        .reversed())
                .toList();
    }

    /** Returns the start order of bundles: shipped bundles, residents by file, then bundles that users installed. */
    Comparator<Bundle> startOrder(Collection<Bundle> shipped) {
        List<Bundle> inOrder = byFile.values().stream()
                .flatMap(resident -> resident.bundle().stream())
                .toList();
        return Comparator.comparingInt(
                        (Bundle bundle) -> shipped.contains(bundle) ? 0 : inOrder.contains(bundle) ? 1 : 2)
                .thenComparingInt(inOrder::indexOf)
                .thenComparingLong(Bundle::getBundleId);
    }

    /** Updates the time of a bundle's state at each start and stop. */
    @Override
    public void bundleChanged(BundleEvent event) {
        if ((event.getType() & (BundleEvent.STARTED | BundleEvent.STOPPED)) != 0) {
            byFile.values().forEach(resident -> {
                if (resident.bundle().filter(event.getBundle()::equals).isPresent()) {
                    resident.changed();
                }
            });
        }
    }
}
