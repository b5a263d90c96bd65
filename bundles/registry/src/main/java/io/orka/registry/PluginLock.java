package io.orka.registry;

import static java.util.Objects.requireNonNull;

import io.orka.durable.AtomicFile;
import io.orka.durable.Written;
import io.orka.identity.PluginKey;
import io.orka.json.Json;
import io.orka.json.JsonReader;
import io.orka.json.JsonText;
import io.orka.json.Problems;
import io.orka.json.Utf8Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The lock file, {@code plugins.lock.json}: the commit and the built bundle of each registered plugin.
 *
 * <p>Only the host writes the file, as a whole and with sorted keys, so that equal content gives equal bytes. Each read
 * and each write is atomic. A read-modify-write cycle must not run on two threads at the same time.
 */
public final class PluginLock {

    static final int FORMAT = 1;

    private static final String BROKEN = "ORKA-REG-04";

    /**
     * The maximum size: twice the limit of the registry file because of the previous versions, plus the indentation.
     */
    private static final int LARGEST = 64 << 20;

    /** The maximum nesting; an entry's probe is nested deeper in this file than in the registry file. */
    private static final int DEEPEST = RegistryFile.DEEPEST + 2;

    private final Path file;
    private final LockCopy copy;
    private final Map<PluginKey, Member> written = new HashMap<>();

    /**
     * Creates an instance for a lock file.
     *
     * @param file the file, which need not exist
     */
    public PluginLock(Path file) {
        this.file = requireNonNull(file, "file is null").toAbsolutePath();
        this.copy = new LockCopy(this.file);
    }

    /**
     * Reads the lock file. A damaged lock file is kept under another name and replaced with its copy.
     *
     * @return all lock entries, sorted by key; empty when the file does not exist yet
     * @throws RegistryFailure {@code ORKA-REG-04} when the file and its copy are damaged, {@code ORKA-REG-05} when a
     *     newer Orka wrote the file
     */
    public synchronized Map<PluginKey, LockEntry> read() {
        return read(true);
    }

    /**
     * Reads the lock file as {@link #read()} does, but without changes on the disk.
     *
     * @return all lock entries, sorted by key; empty when the file does not exist yet
     * @throws RegistryFailure as {@link #read()} does
     */
    public synchronized Map<PluginKey, LockEntry> peek() {
        return read(false);
    }

    private Map<PluginKey, LockEntry> read(boolean restore) {
        try {
            return parsed(FileBytes.read(file, LARGEST));
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException e) {
            return ofCopy(broken(String.valueOf(e.getMessage()), e), restore);
        } catch (RegistryFailure damaged) {
            if (!damaged.code().equals(BROKEN)) {
                throw damaged;
            }
            return ofCopy(damaged, restore);
        }
    }

    private Map<PluginKey, LockEntry> ofCopy(RegistryFailure damaged, boolean restore) {
        byte @Nullable [] content = copy.read(LARGEST);
        if (content == null) {
            throw damaged;
        }
        try {
            Map<PluginKey, LockEntry> locked = parsed(content);
            if (restore) {
                copy.restore(content, damaged.reason());
            }
            return locked;
        } catch (RegistryFailure | IOException alsoDamaged) {
            damaged.addSuppressed(alsoDamaged);
            throw damaged;
        }
    }

    private Map<PluginKey, LockEntry> parsed(byte[] bytes) {
        Problems problems = new Problems();
        String text = Utf8Text.decode(bytes, problems);
        Json json = text == null ? null : JsonReader.read(text, DEEPEST, problems);
        Map<PluginKey, LockEntry> locked = json == null ? Map.of() : new LockReader(file, problems).read(json);
        if (!problems.isEmpty()) {
            throw broken(problems.line(file.getFileName() + " has"), null);
        }
        return locked;
    }

    /**
     * Replaces the lock file.
     *
     * @param locked all lock entries
     * @throws RegistryFailure {@code ORKA-REG-06} when the file cannot be written; the old file is then unchanged
     */
    public synchronized void write(Map<PluginKey, LockEntry> locked) {
        byte[] bytes = text(locked).getBytes(StandardCharsets.UTF_8);
        try {
            AtomicFile.replace(Written.LOCK, file, bytes, () -> true);
        } catch (IOException e) {
            throw unwritable(e);
        }
        copy.write(bytes);
    }

    /** Returns the file as JSON. The JSON of unchanged entries is cached, since there may be thousands of entries. */
    private String text(Map<PluginKey, LockEntry> locked) {
        written.keySet().retainAll(locked.keySet());
        Map<String, String> members = new TreeMap<>();
        locked.forEach((key, value) -> {
            Member member = written.get(key);
            if (member == null || !member.locked().equals(value)) {
                member = Member.of(key, value);
                written.put(key, member);
            }
            members.put(key.toString(), member.text());
        });
        return members.isEmpty()
                ? "{\n  \"format\": " + FORMAT + ",\n  \"plugins\": {}\n}\n"
                : members.values().stream()
                        .collect(Collectors.joining(
                                ",\n    ", "{\n  \"format\": " + FORMAT + ",\n  \"plugins\": {\n    ", "\n  }\n}\n"));
    }

    /** One plugin as a member of the object {@code plugins}. */
    private record Member(LockEntry locked, String text) {

        static Member of(PluginKey key, LockEntry locked) {
            String value = JsonText.writePretty(locked.data()).replace("\n", "\n    ");
            return new Member(locked, JsonText.write(key.toString()) + ": " + value);
        }
    }

    /**
     * Deletes temporary files of crashed hosts next to the lock file. No other host may write the lock file at the same
     * time.
     *
     * @throws RegistryFailure {@code ORKA-REG-06} when the files cannot be deleted
     */
    public void cleanUp() {
        try {
            AtomicFile.cleanUp(Written.LOCK, file);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private RegistryFailure unwritable(IOException e) {
        return new RegistryFailure(
                "ORKA-REG-06",
                "cannot write " + file + ": " + e,
                "Free space on that disk, or make its directory writable.",
                e);
    }

    private RegistryFailure broken(String message, @Nullable Throwable cause) {
        return new RegistryFailure(
                BROKEN, message, "Restore " + file + ", or delete it to lock the registered versions again.", cause);
    }
}
