package io.orka.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orka.build.worker.FreshDirectory;
import io.orka.build.worker.ProcessTree;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directories of one host's builds, and the marker of their processes. On Linux, processes left by a killed host
 * are killed before the first build; on other systems these processes continue in their own directories.
 *
 * <p>Safe for use by multiple threads.
 */
final class BuildPlace {

    private static final Logger log = LoggerFactory.getLogger(BuildPlace.class);
    private static final String SHARED = ".go";
    private static final String HOST = ".host";

    private final Path directory;
    private final String run = UUID.randomUUID().toString();
    private @Nullable String host;

    /** Read at the host's start, since plugins may change the property. */
    private final Path temporary = Path.of(System.getProperty("java.io.tmpdir"));

    /**
     * Creates an instance without creating or removing files.
     *
     * @param directory a directory that one host at a time uses, across restarts
     */
    BuildPlace(Path directory) {
        this.directory = directory;
    }

    /**
     * Returns the directory for files that all builds share, across restarts; creates the directory if it is absent.
     */
    Path shared() throws IOException {
        host();
        return Files.createDirectories(directory.resolve(SHARED));
    }

    /** Creates an empty directory, and removes an existing one. */
    Path fresh(String name) throws IOException {
        return FreshDirectory.at(own(name));
    }

    /** Returns the path of a directory or file that only this host uses. The path need not exist. */
    Path own(String name) throws IOException {
        host();
        return directory.resolve(run).resolve(name);
    }

    /** Creates a directory for one worker, with a path short enough for a socket. */
    Path workerDirectory() throws IOException {
        return workers(host()).fresh();
    }

    /** Returns a new value of {@link ProcessTree#MARKER} for one process and its descendants. */
    String freshMark() throws IOException {
        return host() + "/" + UUID.randomUUID();
    }

    /**
     * Returns the prefix of all markers. The prefix is random, since several hosts may find each other's processes. The
     * prefix also depends on the path of this host's directory, since a host may run next to a copy of its files.
     */
    private synchronized String host() throws IOException {
        String known = host;
        if (known == null) {
            Files.createDirectories(directory);
            String born = read(directory.resolve(HOST)) + directory.toRealPath();
            known = UUID.nameUUIDFromBytes(born.getBytes(UTF_8)).toString();
            ProcessTree.endAll(known + "/");
            removeLeftovers();
            cleanUp(workers(known));
            host = known;
        }
        return known;
    }

    private WorkerDirectories workers(String host) {
        return new WorkerDirectories(temporary, host);
    }

    private void cleanUp(WorkerDirectories left) {
        try {
            left.cleanUp(Files.getOwner(directory.resolve(HOST)));
        } catch (IOException | DirectoryIteratorException e) { // harmless leftovers
            log.warn("Could not delete directories of ended build workers: {}", e.toString());
        }
    }

    private static String read(Path file) throws IOException {
        String known = Files.exists(file) ? Files.readString(file) : "";
        if (!known.matches("[0-9a-f-]{36}")) {
            known = UUID.randomUUID().toString();
            Files.writeString(file, known);
        }
        return known;
    }

    private void removeLeftovers() throws IOException {
        List<Path> leftovers;
        try (Stream<Path> all = Files.list(directory)) {
            leftovers = all.filter(file -> !file.endsWith(SHARED) && !file.endsWith(HOST))
                    .toList();
        }
        for (Path leftover : leftovers) {
            try {
                FreshDirectory.remove(leftover);
            } catch (IOException e) { // harmless leftover
                log.warn("Could not delete {}: {}", leftover, e.toString());
            }
        }
    }
}
