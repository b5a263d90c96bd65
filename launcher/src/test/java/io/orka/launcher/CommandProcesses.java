package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the command line in separate processes, with the subdirectory {@code home} as their home. */
record CommandProcesses(Path directory) {

    /** The result of a command. */
    record Ended(int exit, String output) {}

    Ended run(String... args) throws Exception {
        Path output = Files.createTempFile(directory, "output", ".txt");
        return ended(builder(args).redirectOutput(output.toFile()).start(), output, args);
    }

    /** Waits for a command's end and returns its result. The command writes its output to a file. */
    Ended ended(Process process, Path output, String... args) throws Exception {
        assertThat(process.waitFor(3, TimeUnit.MINUTES))
                .as(List.of(args).toString())
                .isTrue();
        return new Ended(process.exitValue(), Files.readString(output));
    }

    /** Starts a daemon with a closed standard input and its output in {@code daemon.txt}. */
    Process start(String... args) throws IOException {
        Process process = builder(args)
                .redirectOutput(directory.resolve("daemon.txt").toFile())
                .start();
        process.getOutputStream().close();
        return process;
    }

    ProcessBuilder builder(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dorka.distribution=" + System.getProperty("orka.distribution"),
                "-cp",
                System.getProperty("java.class.path"),
                "io.orka.launcher.Main"));
        command.addAll(List.of(args));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("ORKA_HOME", directory.resolve("home").toString());
        return builder;
    }
}
