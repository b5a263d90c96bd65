package io.orka.plugins;

import io.orka.identity.PluginKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files with the output of each version, and the crash reports of JVMs. Of the files of unused versions, the newest
 * are kept.
 */
final class OutputLogs {

    /** The suffixes of the files of one version; a suffix that ends with another suffix comes first. */
    private static final List<String> SUFFIXES = List.of(".crash.log", ".log.1", ".log");

    /**
     * The number of unused versions whose files are kept. The files of one version are logs of at most 8 MiB and a
     * crash report.
     */
    private static final int MOST_OF_OTHERS = 50;

    private final LogDirectory logs;

    OutputLogs(Path directory) {
        logs = new LogDirectory(directory, "*.log{,.1}");
    }

    /** Deletes the least recently written files of other versions than the given ones. */
    void retain(Set<PluginKey> keys) {
        Set<String> kept = keys.stream()
                .flatMap(key -> SUFFIXES.stream().map(suffix -> key.directoryName() + suffix))
                .collect(Collectors.toSet());
        Map<String, List<Path>> others = new LinkedHashMap<>(); // by version, the newest first
        for (Path file : logs.files()) {
            String name = String.valueOf(file.getFileName());
            if (!kept.contains(name)) {
                others.computeIfAbsent(version(name), version -> new ArrayList<>())
                        .add(file);
            }
        }
        others.values().stream().skip(MOST_OF_OTHERS).flatMap(List::stream).forEach(LogDirectory::delete);
    }

    private static String version(String file) {
        return SUFFIXES.stream()
                .filter(file::endsWith)
                .findFirst()
                .map(suffix -> file.substring(0, file.length() - suffix.length()))
                .orElse(file);
    }
}
