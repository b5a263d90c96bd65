package io.orka.engine;

import io.orka.engine.Copies.Copy;
import io.orka.engine.SettledFiles.Stamp;
import io.orka.registry.OpenToOthers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Copies new files of the directory and reads their manifests. Confined to the engine thread. */
final class Intake {

    private record Known(Stamp stamp, ScannedFile scannedFile) {}

    private final Path directory;
    private final Copies copies;
    private final Map<String, Known> known = new HashMap<>();

    Intake(Path directory, Copies copies) {
        this.directory = directory;
        this.copies = copies;
    }

    /**
     * Reads changed files.
     *
     * @param files all files
     * @param installed the names of files whose bundles are installed; these files have priority
     * @param shipped the symbolic names of the host's bundles
     * @param again whether to read unchanged files, too
     * @return the scanned files, in order
     */
    List<ScannedFile> take(Map<String, Stamp> files, Set<String> installed, Set<String> shipped, boolean again) {
        known.keySet().retainAll(again ? Set.of() : files.keySet());
        files.forEach((file, stamp) -> {
            Known before = known.get(file);
            if (before == null
                    || !before.stamp().equals(stamp)
                    || before.scannedFile().isUnread()) {
                known.put(file, new Known(stamp, read(file)));
            }
        });
        Map<String, String> first = new HashMap<>();
        List<ScannedFile> scannedFiles = new ArrayList<>();
        files.keySet().stream()
                .sorted(Comparator.comparing((String file) -> !installed.contains(file))
                        .thenComparing(FileOrder.INSTANCE))
                .forEach(file -> scannedFiles.add(unlessTwice(scannedFile(file), first, shipped)));
        scannedFiles.sort(Comparator.comparing(ScannedFile::file, FileOrder.INSTANCE));
        return scannedFiles;
    }

    private ScannedFile scannedFile(String file) {
        Known found = known.get(file);
        return found == null ? read(file) : found.scannedFile();
    }

    private ScannedFile read(String file) {
        Copy copy;
        try {
            Optional<OpenToOthers> open = OpenToOthers.writable(directory.resolve(file));
            if (open.isPresent() && !OpenToOthers.isTrusted()) {
                return new ScannedFile(file, null, null, EngineFailure.openToOthers(file, open.get()));
            }
            copy = copies.take(directory.resolve(file));
        } catch (IOException | RuntimeException | Error e) { // other files are not affected
            return new ScannedFile(file, null, null, EngineFailure.notRead(file, e));
        }
        try {
            return new ScannedFile(file, copy, JarIdentity.read(file, copy.path()), null);
        } catch (EngineFailure e) {
            return new ScannedFile(file, copy, null, e);
        } catch (Error e) {
            return new ScannedFile(file, copy, null, EngineFailure.notRead(file, e));
        }
    }

    private static ScannedFile unlessTwice(ScannedFile scannedFile, Map<String, String> first, Set<String> shipped) {
        JarIdentity identity = scannedFile.identity();
        if (identity == null) {
            return scannedFile;
        }
        if (shipped.contains(identity.name())) {
            return scannedFile.refused(EngineFailure.twice(identity.label(), "the host's distribution"));
        }
        String earlier = first.putIfAbsent(identity.bundle(), scannedFile.file());
        return earlier == null ? scannedFile : scannedFile.refused(EngineFailure.twice(identity.label(), earlier));
    }
}
