package io.orka.registry;

import io.orka.durable.AtomicFile;
import io.orka.durable.Written;
import io.orka.identity.Listed;
import io.orka.identity.NearestName;
import io.orka.identity.PluginKey;
import io.orka.identity.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes the registry file, one entry at a time. Each change is checked by the rules of {@link RegistryFile} before
 * the file is written. The change replaces the file as a whole, and preserves all other text of the file.
 *
 * <p>Edits within this process run one after another. If another program changes the file during an edit, the edit
 * starts over with the new content. Safe for use by multiple threads.
 */
public final class RegistryEdit {

    /** One edit at a time. */
    private static final Object ONE_AT_A_TIME = new Object();

    private static final int ATTEMPTS = 100;
    private static final byte[] NO_ENTRIES = "[]\n".getBytes(StandardCharsets.UTF_8);

    private final Path file;
    private final RegistryFile rules;

    /**
     * Creates an editor of a file.
     *
     * @param file the file, which need not exist before the first {@link #add}; share this object with the reader of
     *     the file, so that the same content is not parsed twice
     */
    public RegistryEdit(RegistryFile file) {
        this.file = file.path();
        this.rules = file;
    }

    /**
     * Appends an entry; creates the file if necessary.
     *
     * @param name the name to register
     * @param version a tag, branch or commit, or {@code null} to follow the default branch
     * @param repo the repository's address
     * @param service the service name
     * @return the edit
     * @throws InvalidRegistry when the file is invalid, or would be invalid with this entry
     * @throws RegistryFailure when the file cannot be written
     */
    public Edited add(String name, @Nullable String version, String repo, String service) {
        return change(true, text -> text.withEntry(name, version, repo, service));
    }

    /**
     * Removes an entry.
     *
     * @param key the entry's key
     * @return the edit
     * @throws InvalidRegistry when the file is missing or invalid
     * @throws RegistryFailure when the entry does not exist, or the file cannot be written
     */
    public Edited remove(PluginKey key) {
        return change(false, text -> text.withoutEntry(indexOf(key, text)));
    }

    /**
     * Changes the version of an entry, and removes the {@code ref} of the old version.
     *
     * @param from the entry's key
     * @param version a tag, branch or commit
     * @return the edit
     * @throws InvalidRegistry when the file is missing or invalid, or would be invalid with this version
     * @throws RegistryFailure when the entry does not exist, or the file cannot be written
     */
    public Edited move(PluginKey from, String version) {
        return change(false, text -> text.withVersion(indexOf(from, text), version));
    }

    /**
     * Restores the version, repository, service, ref and path of the previous version.
     *
     * @param from the entry's key
     * @param previous the previous version
     * @return the edit
     * @throws InvalidRegistry when the file is missing or invalid, or would be invalid after the edit
     * @throws RegistryFailure when the entry does not exist, or the file cannot be written
     */
    public Edited back(PluginKey from, Previous previous) {
        return change(
                false,
                text -> text.withSource(indexOf(from, text), previous.key().version(), previous.locked()));
    }

    /**
     * Deletes temporary files that crashed processes left next to the file.
     *
     * @throws RegistryFailure when the files cannot be deleted
     */
    public void cleanUp() {
        synchronized (ONE_AT_A_TIME) {
            try {
                AtomicFile.cleanUp(Written.REGISTRY, file);
            } catch (IOException e) {
                throw unwritable(e);
            }
        }
    }

    private Edited change(boolean mayBeNew, Edit edit) {
        synchronized (ONE_AT_A_TIME) {
            try {
                for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                    @Nullable Edited edited = changed(mayBeNew, edit);
                    if (edited != null) {
                        return edited;
                    }
                }
            } catch (IOException e) {
                throw unwritable(e);
            }
        }
        throw new RegistryFailure(
                "ORKA-REG-06", file + " is constantly being changed by another program", "Stop that program.");
    }

    private @Nullable Edited changed(boolean mayBeNew, Edit edit) throws IOException {
        byte[] before = bytes(mayBeNew);
        rules.parse(before, "has");
        String text = edit.apply(new RegistryText(new String(before, StandardCharsets.UTF_8)));
        byte[] after = text.getBytes(StandardCharsets.UTF_8);
        rules.parse(after, "would have");
        try {
            return AtomicFile.replace(Written.REGISTRY, file, after, () -> Arrays.equals(before, bytes(mayBeNew)))
                    ? new Edited(FileBytes.digest(before), FileBytes.digest(after))
                    : null;
        } catch (NoSuchFileException swept) {
            // Another host that shares this file deleted the temporary file as an orphan.
            return null;
        }
    }

    private RegistryFailure unwritable(IOException e) {
        return new RegistryFailure(
                "ORKA-REG-06",
                "cannot write " + file + ": " + e,
                "Free space on that disk, or make the file and its directory writable.",
                e);
    }

    private byte[] bytes(boolean mayBeNew) {
        try {
            return FileBytes.read(file, RegistryFile.LARGEST);
        } catch (NoSuchFileException e) {
            if (mayBeNew) {
                return NO_ENTRIES;
            }
            throw rules.missing();
        } catch (IOException e) {
            throw rules.unreadable(e);
        }
    }

    private static int indexOf(PluginKey key, RegistryText text) {
        List<PluginKey> keys = text.keys();
        int index = keys.indexOf(key);
        if (index < 0) {
            List<String> known = keys.stream().map(PluginKey::toString).toList();
            throw new RegistryFailure(
                    "ORKA-REG-03",
                    "there is no entry " + SafeText.quoted(key.toString()) + " in the registry file",
                    NearestName.of(key.toString(), known)
                            .map(near -> "Did you mean '" + near + "'?")
                            .orElse(
                                    known.isEmpty()
                                            ? "The file has no entries."
                                            : "Use one of: " + Listed.of(known) + "."));
        }
        return index;
    }

    /** One change of the text. */
    private interface Edit {
        String apply(RegistryText text);
    }
}
