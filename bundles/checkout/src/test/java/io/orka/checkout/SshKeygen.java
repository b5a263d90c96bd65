package io.orka.checkout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Creates keys with OpenSSH's {@code ssh-keygen}. */
final class SshKeygen {

    private SshKeygen() {}

    /** Creates a private key and its {@code .pub} file, and returns the private key's file. */
    static Path key(Path file, String type, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-q", "-t", type, "-C", "test", "-f", file.toString()));
        if (!List.of(options).contains("-N")) {
            arguments.addAll(List.of("-N", ""));
        }
        arguments.addAll(List.of(options));
        run(arguments);
        return file;
    }

    /** Returns the line in the {@code .pub} file of a private key. */
    static String line(Path file) throws IOException {
        return Files.readString(Path.of(file + ".pub"));
    }

    /** Returns a line for {@code known_hosts}. */
    static String known(String name, Path hostKey) throws IOException {
        return name + " " + line(hostKey);
    }

    static String run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ssh-keygen"));
        command.addAll(arguments);
        return Program.run(command);
    }
}
