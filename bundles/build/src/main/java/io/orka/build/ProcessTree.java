package io.orka.build;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All processes a worker has started, also those that left its tree by forking twice: on Linux they are found by a variable
 * in the environment they inherited.
 */
final class ProcessTree {

    /** Names the worker a process descends from. */
    static final String MARKER = "ORKA_BUILD";

    private static final Path PROC = Path.of("/proc");
    private static final int ROUNDS = 100;

    private final ProcessHandle root;
    private final String marker;

    ProcessTree(ProcessHandle root, String marker) {
        this.root = root;
        this.marker = marker;
    }

    /** Ends the root and all its processes, and returns when they are gone. */
    void end() {
        Set<ProcessHandle> children = children();
        root.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        root.onExit().join();
        endChildren();
    }

    /** Ends what the root has started and leaves the root alone. Rounds, as a process may fork while it is looked for. */
    void endChildren() {
        for (int round = 0; round < ROUNDS; round++) {
            Set<ProcessHandle> children = children();
            if (children.isEmpty()) {
                return;
            }
            children.forEach(ProcessHandle::destroyForcibly);
            children.forEach(child -> child.onExit().join());
        }
    }

    private Set<ProcessHandle> children() {
        Set<ProcessHandle> children =
                Stream.concat(root.descendants(), marked()).collect(Collectors.toSet());
        children.remove(root);
        children.removeIf(child -> !child.isAlive());
        return children;
    }

    private Stream<ProcessHandle> marked() {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return Stream.empty();
        }
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(this::isMarked)
                    .map(process -> Long.parseLong(process.getFileName().toString()))
                    .toList()
                    .stream()
                    .flatMap(pid -> ProcessHandle.of(pid).stream());
        } catch (IOException | UncheckedIOException e) {
            return Stream.empty();
        }
    }

    /** A process that is gone, or belongs to somebody else, cannot be read and is not one of ours. */
    private boolean isMarked(Path process) {
        try {
            String environment = new String(Files.readAllBytes(process.resolve("environ")), ISO_8859_1);
            return ('\0' + environment).contains('\0' + MARKER + '=' + marker + '\0');
        } catch (IOException e) {
            return false;
        }
    }
}
