package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line in processes of its own, all with the directory {@code home} of one directory for their home. */
record CommandProcesses(Path directory) {

    /** What came of one. */
    record Ended(int exit, String output) {}

    Ended run(String... args) throws Exception {
        Path output = Files.createTempFile(directory, "output", ".txt");
        return ended(builder(args).redirectOutput(output.toFile()).start(), output, args);
    }

    /** The end of a command that was begun with its output going to a file. */
    Ended ended(Process process, Path output, String... args) throws Exception {
        assertThat(process.waitFor(3, TimeUnit.MINUTES))
                .as(List.of(args).toString())
                .isTrue();
        return new Ended(process.exitValue(), Files.readString(output));
    }

    /** A daemon whose standard input is closed from the start; its output goes to {@code daemon.txt}. */
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
