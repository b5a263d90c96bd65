package io.orka.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;

/**
 * The changes that make the framework match the directory.
 *
 * @param gone residents whose bundle is to be uninstalled; a resident whose file still exists stays, as a rejected
 *     resident
 * @param updates residents whose bundle gets new content
 * @param installs files to install
 * @param renamed residents of which only the file name changed
 * @param refused files that cannot be installed
 */
record Plan(
        List<Resident> gone,
        Map<Resident, ScannedFile> updates,
        List<ScannedFile> installs,
        Map<Resident, ScannedFile> renamed,
        List<ScannedFile> refused) {

    static Plan of(Residents residents, List<ScannedFile> scannedFiles, boolean retry) {
        Plan plan = new Plan(
                new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
        Set<String> files = scannedFiles.stream().map(ScannedFile::file).collect(Collectors.toSet());
        residents.all().stream()
                .filter(resident -> !files.contains(resident.file()))
                .filter(resident -> retry || resident.hanging().isEmpty() || !resident.isPostponed())
                .forEach(plan.gone::add);
        scannedFiles.forEach(scannedFile -> plan.add(residents.of(scannedFile.file()), scannedFile, retry));
        plan.findRenamed();
        return plan;
    }

    boolean isEmpty() {
        return gone.isEmpty() && updates.isEmpty() && installs.isEmpty() && renamed.isEmpty() && refused.isEmpty();
    }

    /** Returns the bundles that are changed or removed, or get a fragment. */
    Collection<Bundle> touched(Residents residents) {
        List<Bundle> touched = new ArrayList<>();
        for (ScannedFile scannedFile : installs) {
            String host =
                    scannedFile.identity() == null ? "" : scannedFile.identity().host();
            residents.versions(host).forEach(resident -> resident.bundle().ifPresent(touched::add));
        }
        gone.forEach(resident -> resident.bundle().ifPresent(touched::add));
        updates.keySet().forEach(resident -> resident.bundle().ifPresent(touched::add));
        return touched;
    }

    private void add(Optional<Resident> there, ScannedFile scannedFile, boolean retry) {
        boolean seen =
                there.map(Resident::tried).filter(scannedFile.key()::equals).isPresent();
        boolean installed = there.flatMap(Resident::bundle).isPresent();
        if (scannedFile.failure() != null) {
            if (!seen) {
                refused.add(scannedFile);
                if (installed && scannedFile.isTwice()) {
                    gone.add(there.get());
                }
            }
        } else if (!installed) {
            if (!seen || retry) {
                installs.add(scannedFile);
            }
        } else if (scannedFile.isContentOf(there.get())) {
            if (!seen) {
                there.get().rejects(null);
                there.get().tried(scannedFile.key());
            }
        } else if (!seen || retry) {
            if (scannedFile.isNamedAs(there.get())) {
                updates.put(there.get(), scannedFile);
            } else {
                gone.add(there.get());
                installs.add(scannedFile);
            }
        }
    }

    private void findRenamed() {
        for (Resident resident : List.copyOf(gone)) {
            installs.stream()
                    .filter(scannedFile -> scannedFile.isContentOf(resident)
                            && resident.bundle().isPresent()
                            && !scannedFile.file().equals(resident.file()))
                    .findFirst()
                    .ifPresent(scannedFile -> {
                        gone.remove(resident);
                        installs.remove(scannedFile);
                        renamed.put(resident, scannedFile);
                    });
        }
    }
}
