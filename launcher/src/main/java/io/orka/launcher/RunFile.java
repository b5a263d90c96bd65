package io.orka.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orka.durable.AtomicFile;
import io.orka.durable.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file with information about a running host for other processes. The file outlives the host, so its content is valid
 * only while the host is running.
 *
 * @param file the path
 */
record RunFile(Path file) {

    /** Returns the file with the process that uses a home directory. */
    static RunFile host(OrkaHome home) {
        return new RunFile(home.run().resolve("host"));
    }

    /** Returns the file with the registry file of the host. */
    static RunFile registry(OrkaHome home) {
        return new RunFile(home.run().resolve("registry"));
    }

    /** Replaces the content. Only one host writes at a time; unfinished files of a killed host are deleted. */
    void tell(String text) throws IOException {
        AtomicFile.cleanUp(Written.RUN_FILE, file);
        AtomicFile.replace(Written.RUN_FILE, file, text.getBytes(UTF_8), () -> true);
    }

    String read() throws IOException {
        return Files.readString(file);
    }

    /** Returns the content for a message, or a note that the content is missing. */
    String told() throws IOException {
        return Files.exists(file) ? read() : "its identity is not known yet";
    }
}
