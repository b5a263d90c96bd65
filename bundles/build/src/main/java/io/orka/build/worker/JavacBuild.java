package io.orka.build.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles plain sources with the SDK, and creates a jar. No code of the plugin and no annotation processor runs. */
final class JavacBuild {

    private final Wire wire;
    private final Path sdkJar;

    JavacBuild(Wire wire, Path sdkJar) {
        this.wire = wire;
        this.sdkJar = sdkJar;
    }

    Message.Done build(Message.Build job) throws IOException, FailedBuild {
        Path directory = Path.of(job.directory());
        Path tree = directory.resolve("src/main/java");
        boolean top = !Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS);
        List<Path> sources = top ? files(directory, 1) : files(tree, Integer.MAX_VALUE);
        sources.removeIf(file -> !file.toString().endsWith(".java"));

        Path output = Path.of(job.output());
        Path classes = Files.createDirectories(output.resolve("classes"));
        wire.send(new Message.Step("javac"));
        compile(sources, classes, Path.of(job.root()));

        wire.send(new Message.Step("jar"));
        Path jar = output.resolve("plugin.jar");
        Path resources = directory.resolve("src/main/resources");
        PlainJar.write(jar, top ? List.of(classes) : List.of(classes, resources));
        return new Message.Done("javac " + System.getProperty("java.version"), jar.toString(), List.of());
    }

    private void compile(List<Path> sources, Path classes, Path root) throws IOException, FailedBuild {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> findings = new DiagnosticCollector<>();
        boolean modular = sources.stream().anyMatch(file -> file.endsWith("module-info.java"));
        List<String> options = List.of(
                "-proc:none",
                "-parameters",
                "-g",
                "-encoding",
                "UTF-8",
                "-d",
                classes.toString(),
                modular ? "--module-path" : "--class-path",
                sdkJar.toString());
        System.out.println("[INFO] javac " + String.join(" ", options));
        boolean compiled;
        try (StandardJavaFileManager files = compiler.getStandardFileManager(findings, Locale.ROOT, UTF_8)) {
            compiled = compiler.getTask(
                            null, files, findings, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        List<Diagnostic<? extends JavaFileObject>> errors = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> finding : findings.getDiagnostics()) {
            boolean error = finding.getKind() == Diagnostic.Kind.ERROR;
            System.out.println((error ? "[ERROR] " : "[WARNING] ") + describe(finding, root));
            if (error) {
                errors.add(finding);
            }
        }
        if (!compiled) {
            throw new FailedBuild(
                    FailureKind.COMPILE,
                    errors.isEmpty() ? "javac failed without a message" : describe(errors.get(0), root));
        }
    }

    private static String describe(Diagnostic<? extends JavaFileObject> finding, Path root) {
        String message = finding.getMessage(Locale.ROOT);
        JavaFileObject source = finding.getSource();
        if (source == null) {
            return message;
        }
        Path file = Path.of(source.toUri());
        return (file.startsWith(root) ? root.relativize(file) : file) + ":" + finding.getLineNumber() + ": "
                + message.lines().findFirst().orElse("")
                + MavenFailures.reason(message);
    }

    /** Returns the regular files below a directory, sorted, without following links. */
    static List<Path> files(Path directory, int depth) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return new ArrayList<>();
        }
        try (Stream<Path> found = Files.find(directory, depth, (file, attributes) -> attributes.isRegularFile())) {
            return new ArrayList<>(found.sorted().toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
