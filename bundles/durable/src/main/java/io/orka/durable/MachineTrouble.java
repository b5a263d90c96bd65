package io.orka.durable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A resource that the machine has run out of, recognized by the message of the operating system. */
public enum MachineTrouble {
    /** The disk has no space left, or a quota is exhausted. */
    DISK_FULL("the disk is full", "Free space", "No space left on device", "Disk quota exceeded"),
    /** The disk is mounted read-only, possibly after errors. */
    DISK_READ_ONLY("the disk is read-only", "Make the disk writable", "Read-only file system"),
    /** Sectors of the disk cannot be read or written. */
    DISK_BROKEN("the disk has an I/O error", "Check the disk and the system log", "Input/output error"),
    /** The limit of open files of this process or of the machine is reached. */
    NO_DESCRIPTORS("too many open files", "Raise the limit of open files (ulimit -n)", "Too many open files"),
    /** The limit of threads or processes is reached. */
    NO_THREADS(
            "cannot start more threads or processes",
            "Raise the limit of processes (ulimit -u)",
            "unable to create native thread",
            "error=11,"),
    /** The machine or this JVM has no memory left. */
    NO_MEMORY(
            "out of memory",
            "Free memory, or increase the host's heap (-Xmx)",
            "Cannot allocate memory",
            "java.lang.OutOfMemoryError");

    /** The system's message for a full disk in the user's language. Other messages are recognized in English only. */
    private static final @Nullable String FULL_HERE = fullHere();

    private final String what;
    private final String remedy;

    @SuppressWarnings("ImmutableEnumChecker") // created by List.of, so immutable
    private final List<String> signs;

    MachineTrouble(String what, String remedy, String... signs) {
        this.what = what;
        this.remedy = remedy;
        this.signs = List.of(signs);
    }

    /**
     * Finds a lack of resources among the causes of a failure, from the messages of I/O and memory errors.
     *
     * @param thrown the failure, with its causes
     * @return the lacking resource, or empty for any other failure
     */
    public static Optional<MachineTrouble> in(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (@Nullable Throwable each = thrown; each != null && seen.add(each); each = each.getCause()) {
            if (each instanceof IOException || each instanceof OutOfMemoryError) {
                Optional<MachineTrouble> found = of(each.toString());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<MachineTrouble> of(String text) {
        return Arrays.stream(values()).filter(trouble -> trouble.isIn(text)).findFirst();
    }

    /**
     * Returns the problem, as a phrase.
     *
     * @return a phrase such as "the disk is full"
     */
    public String what() {
        return what;
    }

    /**
     * Returns the remedy, as a phrase without a period.
     *
     * @return a phrase such as "Free space"
     */
    public String remedy() {
        return remedy;
    }

    private boolean isIn(String text) {
        return signs.stream().anyMatch(text::contains)
                || (this == DISK_FULL && FULL_HERE != null && text.contains(FULL_HERE));
    }

    private static @Nullable String fullHere() {
        try (OutputStream full = Files.newOutputStream(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
            full.write(0);
            return null;
        } catch (IOException e) {
            return Files.exists(Path.of("/dev/full")) ? e.getMessage() : null;
        }
    }
}
