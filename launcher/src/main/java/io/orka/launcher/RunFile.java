package io.orka.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orka.durable.AtomicFile;
import io.orka.durable.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One thing a running host tells other processes about itself. It outlives the host, so only who knows that the host runs
 * may believe it.
 *
 * @param file where it stands
 */
record RunFile(Path file) {

    /** Who runs on a home. */
    static RunFile host(OrkaHome home) {
        return new RunFile(home.run().resolve("host"));
    }

    /** Which registry file is applied there. */
    static RunFile registry(OrkaHome home) {
        return new RunFile(home.run().resolve("registry"));
    }

    /** Replaces what the last host told. Of one host at a time: what a killed one left half-done is deleted. */
    void tell(String text) throws IOException {
        AtomicFile.sweep(Written.RUN_FILE, file);
        AtomicFile.replace(Written.RUN_FILE, file, text.getBytes(UTF_8), () -> true);
    }

    String read() throws IOException {
        return Files.readString(file);
    }

    /** For people: what it tells, or that it tells nothing. */
    String told() throws IOException {
        return Files.exists(file) ? read() : "it has not said who it is yet";
    }
}
