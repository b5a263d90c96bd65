package io.orka.checkout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keys as OpenSSH's own program makes them. */
final class SshKeygen {

    private SshKeygen() {}

    /** Makes a private key and its {@code .pub}; answers the private one. */
    static Path key(Path file, String type, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-q", "-t", type, "-C", "test", "-f", file.toString()));
        if (!List.of(options).contains("-N")) {
            arguments.addAll(List.of("-N", ""));
        }
        arguments.addAll(List.of(options));
        run(arguments);
        return file;
    }

    /** The line of the {@code .pub} that belongs to a private key. */
    static String line(Path file) throws IOException {
        return Files.readString(Path.of(file + ".pub"));
    }

    /** A line of {@code known_hosts}. */
    static String known(String name, Path hostKey) throws IOException {
        return name + " " + line(hostKey);
    }

    static String run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ssh-keygen"));
        command.addAll(arguments);
        return Program.run(command);
    }
}
