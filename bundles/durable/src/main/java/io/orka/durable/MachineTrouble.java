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

/** What a machine can lack, told from all other failures by what the system says of it. */
public enum MachineTrouble {
    /** No space, or none for this user. */
    DISK_FULL("the disk is full", "Free space", "No space left on device", "Disk quota exceeded"),
    /** Mounted so, or remounted after errors. */
    DISK_READ_ONLY("the disk is read-only", "Make it writable", "Read-only file system"),
    /** Sectors that cannot be read or written. */
    DISK_BROKEN("the disk fails", "Check the disk and the system's log", "Input/output error"),
    /** Of this process or of the machine. */
    NO_DESCRIPTORS("no more files can be opened", "Raise the limit of open files (ulimit -n)", "Too many open files"),
    /** Of threads or of processes. */
    NO_THREADS(
            "no more threads or processes can be started",
            "Raise the limit of processes (ulimit -u)",
            "unable to create native thread",
            "error=11,"),
    /** Of the machine or of this JVM. */
    NO_MEMORY(
            "there is no memory left",
            "Free memory, or give the host more (-Xmx)",
            "Cannot allocate memory",
            "java.lang.OutOfMemoryError");

    /** The system's message in the language of its user; of those for other troubles only the English ones are known. */
    private static final @Nullable String FULL_HERE = fullHere();

    private final String what;
    private final String remedy;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> signs;

    MachineTrouble(String what, String remedy, String... signs) {
        this.what = what;
        this.remedy = remedy;
        this.signs = List.of(signs);
    }

    /**
     * The trouble behind a failure, by what its causes say that are errors of input and output, or of memory.
     *
     * @param thrown the failure, with its causes
     * @return empty where it has other reasons
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
     * The trouble in words.
     *
     * @return such as "the disk is full"
     */
    public String what() {
        return what;
    }

    /**
     * What a person can do.
     *
     * @return such as "Free space"
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
