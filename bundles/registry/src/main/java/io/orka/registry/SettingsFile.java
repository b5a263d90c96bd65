package io.orka.registry;

import io.orka.json.Json;
import io.orka.json.JsonReader;
import io.orka.json.SourceLocation;
import io.orka.json.Utf8Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of the host, {@code host.json}: a JSON object of at most 1 MiB, in UTF-8. The file is parsed as strictly
 * as the registry file, and every setting has a default. Secrets are never shown.
 */
public final class SettingsFile {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);
    private static final int LARGEST = 1 << 20;
    private static final int DEEPEST = 16;
    private static final byte[] NOTHING = {'{', '}'};

    private final Path file;
    private final Path lastGood;
    private final Map<String, String> environment;

    /**
     * Creates an instance for a settings file, which need not exist.
     *
     * @param file the settings
     * @param lastGood the copy of the last valid settings
     * @param environment the variables of the process
     */
    public SettingsFile(Path file, Path lastGood, Map<String, String> environment) {
        this.file = file.toAbsolutePath();
        this.lastGood = lastGood;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Reads the current file.
     *
     * @return the settings, without a problem
     * @throws InvalidSettings when the file is unreadable or invalid; the message numbers every problem
     */
    public HostSettings read() {
        return parse(bytes(), String.valueOf(file.getFileName()));
    }

    /**
     * Reads the file at startup. If the file is invalid, the host starts with the last valid settings, or with the
     * defaults.
     *
     * @return the settings, with the problem of the file, if any
     */
    public HostSettings readForStart() {
        return forStart(true);
    }

    /**
     * Reads the file as {@link #readForStart()} does, but without changes on the disk.
     *
     * @return the settings, with the problem of the file, if any
     */
    public HostSettings peekForStart() {
        return forStart(false);
    }

    private HostSettings forStart(boolean keep) {
        byte[] bytes;
        HostSettings settings;
        try {
            bytes = bytes();
            settings = parse(bytes, String.valueOf(file.getFileName()));
        } catch (InvalidSettings problem) {
            return before().because(problem);
        }
        if (keep) {
            keep(bytes);
        }
        return settings;
    }

    private byte[] bytes() {
        try {
            return FileBytes.read(file, LARGEST);
        } catch (NoSuchFileException none) {
            return NOTHING;
        } catch (IOException e) {
            throw new InvalidSettings(
                    String.valueOf(e.getMessage()), "Make " + file + " a readable file of at most 1 MiB.");
        }
    }

    private HostSettings parse(byte[] bytes, String name) {
        SettingsPass pass = new SettingsPass(name, environment);
        String text = Utf8Text.decode(bytes, pass.problems());
        Json json = text == null ? null : JsonReader.read(text, DEEPEST, pass.problems());
        if (json != null && !(json instanceof Json.Obj)) {
            pass.problems().add(json.place(), "must be an object, such as {}, but is " + json.kind());
        }
        HostSettings settings =
                pass.read(json instanceof Json.Obj object ? object : new Json.Obj(SourceLocation.at(1, 1), List.of()));
        if (!pass.problems().isEmpty()) {
            throw new InvalidSettings(pass.problems().line(name + " has"), "Fix " + file + " and restart the host.");
        }
        return settings;
    }

    private HostSettings before() {
        try {
            return parse(FileBytes.read(lastGood, LARGEST), "the last valid " + file.getFileName());
        } catch (IOException | InvalidSettings none) {
            return parse(NOTHING, "");
        }
    }

    /** Saves a copy. The copy is not flushed to disk, since a copy damaged by a crash is not used. */
    private void keep(byte[] bytes) {
        try {
            if (Arrays.equals(bytes, NOTHING) && !Files.exists(file)) {
                Files.deleteIfExists(lastGood);
            } else if (!Files.exists(lastGood) || !Arrays.equals(bytes, FileBytes.read(lastGood, LARGEST))) {
                Path beside = lastGood.resolveSibling(lastGood.getFileName() + ".tmp");
                Files.deleteIfExists(beside);
                Files.createFile(
                        beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.write(beside, bytes);
                Files.move(beside, lastGood, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            LOG.warn("Could not save a copy of the valid settings: {}", e.toString());
        }
    }
}
