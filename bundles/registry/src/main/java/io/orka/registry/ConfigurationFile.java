package io.orka.registry;

import io.orka.json.Json;
import io.orka.json.JsonReader;
import io.orka.json.Problems;
import io.orka.json.Utf8Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads a file with configurations of engine bundles: {@code *.json} or {@code *.cfg}, UTF-8, at most 1 MiB. */
public final class ConfigurationFile {

    private static final int LARGEST = 1 << 20;
    private static final int DEEPEST = 32;

    private ConfigurationFile() {}

    /**
     * Reads one file. A {@code .json} file uses the resource format of the OSGi Configurator (OSGi Compendium 8,
     * 150.3), in which comments are allowed; binary values are not supported. A {@code .cfg} file is a properties file:
     * its name is the PID, {@code pid.cfg}, or a factory PID with a name, {@code pid~name.cfg} or {@code pid-name.cfg};
     * all values are strings.
     *
     * @param file the file, whose extension decides the format
     * @return properties by PID, in the order of the file; a factory configuration has the key {@code pid~name}; empty
     *     when the file contains a JSON array, like a registry file
     * @throws RegistryFailure {@code ORKA-CONF-01} when the file is invalid; the message numbers every problem with
     *     line and column
     */
    public static Optional<Map<String, Map<String, Object>>> read(Path file) {
        String name = String.valueOf(file.getFileName());
        byte[] bytes;
        try {
            bytes = FileBytes.read(file, LARGEST);
        } catch (IOException e) {
            throw new RegistryFailure(
                    "ORKA-CONF-01",
                    name + " cannot be read: " + e.getMessage(),
                    "Make the file readable and at most 1 MiB large, or delete it.",
                    e);
        }
        Problems problems = new Problems();
        Optional<Map<String, Map<String, Object>>> read = Optional.empty();
        String text = Utf8Text.decode(bytes, problems);
        if (text != null) {
            read = name.endsWith(".cfg")
                    ? Optional.of(ConfigurationText.read(name, text, problems))
                    : json(text, problems);
        }
        if (!problems.isEmpty()) {
            throw new RegistryFailure(
                    "ORKA-CONF-01", problems.line(name + " has"), "Fix the file. Orka then reads the file again.");
        }
        return read;
    }

    private static Optional<Map<String, Map<String, Object>>> json(String text, Problems problems) {
        if (text.stripLeading().startsWith("[")) {
            return Optional.empty();
        }
        Json json = JsonReader.readCommented(text, DEEPEST, problems);
        if (json instanceof Json.Obj object) {
            return Optional.of(new ConfigurationResource(problems).read(object));
        }
        if (json != null) {
            problems.add(json.place(), "must be an object such as {\"com.acme.engine\": {…}} but is " + json.kind());
        }
        return Optional.empty();
    }
}
