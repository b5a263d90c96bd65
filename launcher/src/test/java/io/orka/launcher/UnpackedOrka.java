package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A distribution from this class path, and processes of its start script with a separate environment. */
final class UnpackedOrka {

    private final Path top;
    private final Path output;
    private final Map<String, String> environment = new HashMap<>();

    /** Creates the distribution in a directory, which may contain other files too. */
    UnpackedOrka(Path directory) throws IOException {
        top = directory.resolve("orka");
        output = directory.resolve("output.txt");
        Path lib = Files.createDirectories(top.resolve("lib"));
        Path script = Files.createDirectories(top.resolve("bin")).resolve("orka");
        Files.copy(Path.of(System.getProperty("orka.examples"), "../orka"), script);
        String[] classPath = System.getProperty("java.class.path").split(":", -1);
        for (int i = 0; i < classPath.length; i++) {
            Path jar = lib.resolve("%03d.jar".formatted(i));
            Path entry = Path.of(classPath[i]);
            if (Files.isRegularFile(entry)) {
                Files.copy(entry, jar);
            } else if (Files.isDirectory(entry)) {
                pack(entry, jar);
            }
        }
        Path built = Path.of(System.getProperty("orka.distribution"));
        for (String part : List.of("maven", "bundles")) {
            Files.createSymbolicLink(top.resolve(part), built.resolve(part));
        }
        Files.createDirectories(directory.resolve("user"));
        reset();
    }

    /** Resets the environment. */
    void reset() {
        environment.clear();
        set("JAVA_HOME", System.getProperty("java.home"));
        set("HOME", top.resolveSibling("user").toString());
        set("XDG_CACHE_HOME", top.resolveSibling("cache").toString());
        for (String none : List.of("LC_ALL", "LC_CTYPE", "LANG", "ORKA_HOME", "ORKA_JAVA_OPTS", "JAVA_TOOL_OPTIONS")) {
            set(none, "");
        }
    }

    /** Sets a variable in the environment of processes that are started later. */
    UnpackedOrka set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Returns the directory of its archives of classes. */
    Path archives() {
        return Path.of(environment.getOrDefault("XDG_CACHE_HOME", "")).resolve("orka");
    }

    Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(top.resolve("bin/orka").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        environment.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** Runs a process that must succeed, and returns its output. */
    String run(String... words) throws IOException, InterruptedException {
        Process process = start(words);
        assertThat(process.waitFor()).as(output()).isZero();
        return output();
    }

    /** Runs a process that must fail, and returns its output. */
    String fail(String... words) throws IOException, InterruptedException {
        Process process = start(words);
        assertThat(process.waitFor()).as(output()).isEqualTo(1);
        return output();
    }

    /** Stops a host as a service manager does. */
    void stop(Process host) throws InterruptedException, IOException {
        host.destroy();
        assertThat(host.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(host.exitValue()).as(output()).isZero();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    private static void pack(Path classes, Path jar) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(classes)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
            for (Path each : files) {
                zip.putNextEntry(new ZipEntry(classes.relativize(each).toString()));
                Files.copy(each, zip);
            }
        }
    }
}
