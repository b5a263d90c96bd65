package io.orka.engine;

import static java.util.Objects.requireNonNull;

import io.orka.engine.Copies.Copy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs, updates and removes bundles to match the directory. If an update fails, the previous content is restored.
 */
final class DirectoryReconciler {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryReconciler.class);

    private final BundleContext system;
    private final Path directory;
    private final Residents residents;
    private final Copies copies;
    private final Rewiring rewiring;
    private final Starter starter;
    private final Components components;
    private final List<EngineChange> changes = new ArrayList<>();

    DirectoryReconciler(
            BundleContext system,
            Path directory,
            Residents residents,
            Copies copies,
            Rewiring rewiring,
            Starter starter,
            Components components) {
        this.system = system;
        this.directory = directory;
        this.residents = residents;
        this.copies = copies;
        this.rewiring = rewiring;
        this.starter = starter;
        this.components = components;
    }

    /**
     * Applies the state of the directory.
     *
     * @param scannedFiles all files of the directory
     * @param retry whether to retry bundles that failed or were stopped by a user
     * @return the changes, in order
     */
    List<EngineChange> apply(List<ScannedFile> scannedFiles, boolean retry) {
        changes.clear();
        Plan plan = Plan.of(residents, scannedFiles, retry);
        if (plan.isEmpty() && !retry) {
            return List.of();
        }
        plan.renamed().keySet().forEach(residents::remove); // all removals first: two files can swap names
        plan.renamed().forEach(this::rename);
        Map<Resident, Copy> before = new LinkedHashMap<>();
        plan.updates().keySet().forEach(resident -> resident.copy().ifPresent(copy -> before.put(resident, copy)));
        try {
            Set<Bundle> closure = rewiring.closure(plan.touched(residents));
            List<Bundle> stopped = rewiring.stop(closure);
            Set<Resident> fresh = new HashSet<>(plan.updates().keySet());
            try {
                plan.gone().forEach(this::uninstall);
                plan.refused().forEach(this::refuse);
                plan.updates().forEach(this::update);
                plan.installs().forEach(scannedFile -> fresh.add(install(scannedFile)));
                rewiring.refresh(closure);
            } finally {
                rewiring.start(stopped, fresh, retry); // bundles that ran are restarted even after an exception
            }
            if (!starter.isClosing()) {
                bringBack(plan, before);
            }
        } catch (EngineFailure e) {
            postpone(plan, e);
        }
        remember();
        changes.forEach(change -> LOG.info("{}: {}", change.file(), change.words()));
        return List.copyOf(changes);
    }

    private void bringBack(Plan plan, Map<Resident, Copy> before) {
        before.forEach((resident, copy) -> {
            // A slow start may still succeed.
            if (resident.hanging().isEmpty() && !runsAsAWhole(resident)) {
                restore(resident, copy);
            }
        });
        // A file may have been replaced while no host was running. If the new content cannot run, the old content is
        // restored.
        Stream.concat(plan.installs().stream(), plan.refused().stream())
                .flatMap(scannedFile -> residents.of(scannedFile.file()).stream())
                .filter(resident -> !resident.isActive() && resident.hanging().isEmpty() && !resident.isFragment())
                .filter(resident -> resident.failure()
                        .filter(failure -> !failure.code().equals(EngineFailure.TWICE))
                        .isPresent())
                .toList()
                .forEach(resident -> copies.good(resident.file())
                        .filter(good -> !resident.copy().filter(good::equals).isPresent())
                        .ifPresent(good -> restore(resident, good)));
    }

    private boolean runsAsAWhole(Resident resident) {
        return resident.failure().isEmpty() && starter.tellFailedComponents(resident);
    }

    /**
     * Restores the previous content; the failure of the new content stays visible. If the restore fails, the bundle is
     * removed.
     */
    private void restore(Resident resident, Copy good) {
        EngineFailure why = resident.failure()
                .orElseGet(() -> requireNonNull(resident.status(components).failure()));
        Optional<Copy> wanted = resident.copy();
        try {
            exchange(resident, good);
            if (resident.isActive()) {
                EngineFailure rejection = why.butRuns(name(resident));
                resident.rejects(rejection);
                LOG.warn(rejection.line());
            } else if (wanted.isPresent()) {
                exchange(resident, wanted.get());
            } else {
                resident.bundle().orElseThrow().uninstall();
                resident.refused(null, why);
            }
        } catch (EngineFailure | BundleException | IOException e) {
            LOG.error("Cannot restore the previous content of {}", resident.file(), e);
            resident.rejects(why);
        }
    }

    private void exchange(Resident resident, Copy copy) throws BundleException, IOException {
        Set<Bundle> closure = rewiring.closure(resident.bundle().stream().toList());
        List<Bundle> stopped = rewiring.stop(closure);
        JarIdentity identity = JarIdentity.read(resident.file(), copy.path());
        Bundle bundle = resident.bundle().orElse(null);
        if (bundle == null) {
            bundle = installed(resident.file(), copy);
        } else {
            update(bundle, copy);
        }
        resident.holds(identity, copy, bundle);
        rewiring.refresh(closure);
        rewiring.start(stopped, Set.of(resident), false);
    }

    private void postpone(Plan plan, EngineFailure because) {
        LOG.error(because.line());
        plan.updates().forEach((resident, scannedFile) -> {
            resident.rejects(because);
            resident.tried(scannedFile.key());
        });
        plan.gone().forEach(resident -> resident.rejects(because));
    }

    private void rename(Resident resident, ScannedFile scannedFile) {
        Resident renamed = resident.renamed(requireNonNull(scannedFile.identity()));
        renamed.tried(scannedFile.key());
        residents.add(renamed);
        changed(scannedFile.file(), "renamed from " + resident.file());
    }

    private void uninstall(Resident resident) {
        residents.remove(resident);
        try {
            if (resident.bundle().isPresent()) {
                resident.bundle().get().uninstall();
                changed(resident.file(), "removed " + name(resident));
            }
        } catch (BundleException | RuntimeException | Error e) {
            LOG.error(EngineFailure.notStopped(resident.label(), e).line(), e);
        }
    }

    private void refuse(ScannedFile scannedFile) {
        EngineFailure failure = requireNonNull(scannedFile.failure());
        Resident resident = residents.of(scannedFile.file()).orElseGet(() -> new Resident(scannedFile.file()));
        residents.add(resident);
        resident.tried(scannedFile.key());
        if (resident.bundle().isPresent()) {
            failure = failure.butRuns(name(resident));
            resident.rejects(failure);
        } else {
            resident.refused(scannedFile.identity(), failure);
        }
        LOG.error(failure.line(), requireNonNull(scannedFile.failure()).getCause());
    }

    private Resident install(ScannedFile scannedFile) {
        Resident resident = new Resident(scannedFile.file());
        residents.add(resident);
        resident.tried(scannedFile.key());
        JarIdentity identity = requireNonNull(scannedFile.identity());
        try {
            Copy copy = requireNonNull(scannedFile.copy());
            resident.holds(identity, copy, installed(scannedFile.file(), copy));
            changed(scannedFile.file(), "installed " + identity.bundle());
        } catch (BundleException | IOException | RuntimeException | Error e) {
            EngineFailure failure = EngineFailure.notInstalled(identity.label(), e);
            resident.refused(identity, failure);
            LOG.error(failure.line(), e);
        }
        return resident;
    }

    private Bundle installed(String file, Copy copy) throws BundleException, IOException {
        try (InputStream in = Files.newInputStream(copy.path())) {
            return system.installBundle(location(file), in);
        }
    }

    /**
     * Returns the location for a bundle. The location depends on the file name and not on the content, since
     * configurations can be bound to a location. A bundle whose file was renamed keeps its location, so another bundle
     * must get another location.
     */
    private String location(String file) {
        String first = directory.resolve(file).toUri().toString();
        String free = first;
        for (int number = 2; system.getBundle(free) != null; number++) {
            free = first + "#" + number;
        }
        return free;
    }

    private void update(Resident resident, ScannedFile scannedFile) {
        resident.tried(scannedFile.key());
        JarIdentity identity = requireNonNull(scannedFile.identity());
        String old = name(resident);
        try {
            Copy copy = requireNonNull(scannedFile.copy());
            Bundle bundle = resident.bundle().orElseThrow();
            update(bundle, copy);
            resident.holds(identity, copy, bundle);
            changed(scannedFile.file(), "updated " + old + " to " + identity.version());
        } catch (BundleException | IOException | RuntimeException | Error e) {
            EngineFailure failure =
                    EngineFailure.notInstalled(identity.label(), e).butRuns(old);
            resident.rejects(failure);
            LOG.error(failure.line(), e);
        }
    }

    private static void update(Bundle bundle, Copy copy) throws BundleException, IOException {
        try (InputStream in = Files.newInputStream(copy.path())) {
            bundle.update(in);
        }
    }

    private void remember() {
        for (Resident resident : residents.all()) {
            boolean runs = resident.isActive()
                    || (resident.isFragment() && resident.bundle().isPresent());
            if (runs && runsAsAWhole(resident)) {
                resident.copy().ifPresent(copy -> copies.isGood(resident.file(), copy));
            }
        }
        copies.cleanUp(
                residents.all().stream().map(Resident::file).collect(Collectors.toSet()),
                residents.all().stream()
                        .flatMap(resident -> resident.copy().stream())
                        .map(Copy::digest)
                        .collect(Collectors.toSet()));
    }

    private static String name(Resident resident) {
        return resident.identity().map(JarIdentity::bundle).orElse(resident.file());
    }

    private void changed(String file, String words) {
        changes.add(new EngineChange(file, words));
    }
}
