package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The build logs: one file per version, with the log of its last build. Of the logs of versions that were rolled back
 * or removed, the newest are kept.
 */
final class BuildLogs {

    private static final String SUFFIX = ".log";

    /** The number of kept logs of versions that were rolled back or removed. Each log is at most 4 MiB. */
    private static final int MOST_OF_OTHERS = 50;

    private final Path directory;
    private final LogDirectory logs;

    BuildLogs(Path directory) {
        this.directory = requireNonNull(directory, "directory is null");
        this.logs = new LogDirectory(directory, "*" + SUFFIX);
    }

    Path file(PluginKey key) {
        return directory.resolve(key.directoryName() + SUFFIX);
    }

    /** Returns the versions of a name that have a log, the newest file first. */
    List<PluginKey> versions(String name) {
        return logs.files().stream()
                .map(BuildLogs::key)
                .filter(key -> key.name().equals(name))
                .toList();
    }

    /** Deletes the oldest logs of other plugins than the given ones. */
    void retain(Set<PluginKey> keys) {
        logs.files().stream()
                .filter(file -> !keys.contains(key(file)))
                .skip(MOST_OF_OTHERS)
                .forEach(LogDirectory::delete);
    }

    private static PluginKey key(Path file) {
        String name = String.valueOf(file.getFileName());
        return PluginKey.parse(
                name.substring(0, name.length() - SUFFIX.length()).replace("%2F", "/"));
    }
}
