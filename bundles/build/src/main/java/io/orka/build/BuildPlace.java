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
 * Where the builds of one host have their files, and the mark that their processes bear. What a killed host has left
 * running is ended before the first build, on Linux; elsewhere it goes on, but in a directory of its own.
 *
 * <p>Safe for use by many threads.
 */
final class BuildPlace {

    private static final Logger log = LoggerFactory.getLogger(BuildPlace.class);
    private static final String SHARED = ".go";
    private static final String HOST = ".host";

    private final Path directory;
    private final String run = UUID.randomUUID().toString();
    private @Nullable String host;

    /** As the host was started with it: plugins may change the property. */
    private final Path temporary = Path.of(System.getProperty("java.io.tmpdir"));

    /**
     * Names the place; nothing is made or removed yet.
     *
     * @param directory belongs to one host at a time, in all its lives
     */
    BuildPlace(Path directory) {
        this.directory = directory;
    }

    /** For what is made once and used by all builds of all lives; made if absent. */
    Path shared() throws IOException {
        host();
        return Files.createDirectories(directory.resolve(SHARED));
    }

    /** An empty directory, in place of whatever this host had there. */
    Path fresh(String name) throws IOException {
        return FreshDirectory.at(own(name));
    }

    /** A directory or file of this host alone, which need not be there. */
    Path own(String name) throws IOException {
        host();
        return directory.resolve(run).resolve(name);
    }

    /** A new directory for one worker, with a path that is short enough for a socket. */
    Path workerDirectory() throws IOException {
        return workers(host()).fresh();
    }

    /** The value of {@link ProcessTree#MARKER} for one process and all it starts. */
    String freshMark() throws IOException {
        return host() + "/" + UUID.randomUUID();
    }

    /**
     * What all marks begin with: chosen by chance, since two hosts may see one another, and bound to the place, since a
     * host may run beside a copy of its files.
     */
    private synchronized String host() throws IOException {
        String known = host;
        if (known == null) {
            Files.createDirectories(directory);
            String born = read(directory.resolve(HOST)) + directory.toRealPath();
            known = UUID.nameUUIDFromBytes(born.getBytes(UTF_8)).toString();
            ProcessTree.endAll(known + "/");
            removeLeftovers();
            sweep(workers(known));
            host = known;
        }
        return known;
    }

    private WorkerDirectories workers(String host) {
        return new WorkerDirectories(temporary, host);
    }

    private void sweep(WorkerDirectories left) {
        try {
            left.sweep(Files.getOwner(directory.resolve(HOST)));
        } catch (IOException | DirectoryIteratorException e) { // they are in nobody's way
            log.warn("Directories of build workers that ended stay: {}", e.toString());
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
            } catch (IOException e) { // it is in nobody's way
                log.warn("{} cannot be removed: {}", leftover, e.toString());
            }
        }
    }
}
