package io.orka.build;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The worker's command line. Only the owner can read its file, since the file may contain a trust store's password. */
final class WorkerCommand {

    private static final List<String> FLAGS = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xms16m",
            "-Xmx512m",
            "-XX:MinHeapFreeRatio=10", // returns free heap to the system after a collection
            "-XX:MaxHeapFreeRatio=20",
            "-XX:TrimNativeHeapInterval=2000", // returns free native memory every two seconds
            "-Xss4m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-Dfile.encoding=UTF-8",
            "-Djava.awt.headless=true");
    private static final String PASSED =
            "javax\\.net\\.ssl\\..*|https?\\..*|socksProxy.*|java\\.net\\.useSystemProxies|user\\.home|java\\.io\\.tmpdir";

    private WorkerCommand() {}

    static List<String> write(
            BuildTools tools, ProjectJvm jvm, SdkJar sdk, Path directory, Path socket, Properties host)
            throws IOException {
        List<String> arguments = new ArrayList<>(jvm.options().isEmpty() ? FLAGS : flagsBefore(jvm.options()));
        for (String name : host.stringPropertyNames()) {
            if (name.matches(PASSED)) {
                arguments.add("-D" + name + "=" + host.getProperty(name));
            }
        }
        arguments.addAll(jvm.options());
        arguments.add("-Dmaven.home=" + tools.mavenHome());
        // Maven's terminal library is excluded, since it unpacks files that a killed worker could not delete.
        arguments.add("-Djansi.tmpdir=" + directory);
        arguments.add("-cp");
        arguments.add(classPath(tools));
        arguments.add("io.orka.build.worker.WorkerMain");
        arguments.add(socket.toString());
        arguments.add(tools.mavenHome().toString());
        arguments.add(tools.userSettings().toString());
        arguments.add(sdk.jar().toString());
        arguments.add(sdk.version());
        arguments.add(directory.toString());
        Path file = directory.resolve("arguments");
        Files.write(file, arguments.stream().map(WorkerCommand::quote).toList());
        return List.of(tools.javaHome().resolve("bin/java").toString(), "@" + file);
    }

    /** Returns options that are compatible with any other option, and a heap limit if the repository sets none. */
    private static List<String> flagsBefore(List<String> options) {
        List<String> flags = new ArrayList<>(
                List.of("-Xss4m", "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8", "-Djava.awt.headless=true"));
        if (options.stream().noneMatch(option -> option.matches("-Xm[sx].*|-XX:.*(Heap|RAM).*"))) {
            flags.add("-Xmx512m");
        }
        return flags;
    }

    private static String classPath(BuildTools tools) throws IOException {
        List<Path> entries = new ArrayList<>();
        entries.add(tools.workerJar());
        entries.add(tools.mavenHome().resolve("conf/logging"));
        for (String directory : List.of("boot", "lib")) {
            try (Stream<Path> files = Files.list(tools.mavenHome().resolve(directory))) {
                files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(entries::add);
            }
        }
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Quotes an argument for the argument file of the {@code java} command. */
    private static String quote(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
