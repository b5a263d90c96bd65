package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/**
 * An engine bundle that calls a plugin from many threads, and records when each call begins and how it ends. Its
 * threads continue after the bundle is stopped.
 */
final class EngineLoad {

    private static final String SOURCE = """
            package load;

            import io.orka.sdk.*;
            import java.nio.ByteBuffer;
            import java.nio.channels.FileChannel;
            import java.nio.charset.StandardCharsets;
            import java.nio.file.*;
            import java.util.Map;
            import java.util.concurrent.atomic.AtomicInteger;
            import org.osgi.framework.*;
            import org.osgi.util.tracker.ServiceTracker;

            public final class Activator implements BundleActivator {

                private final AtomicInteger calls = new AtomicInteger();
                private FileChannel story;
                private ServiceTracker<OrkaCall, OrkaCall> plugins;

                @Override
                public void start(BundleContext context) throws Exception {
                    var headers = context.getBundle().getHeaders();
                    story = FileChannel.open(
                            Path.of(headers.get("Load-Story")), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    plugins = new ServiceTracker<>(context, OrkaCall.class, null);
                    plugins.open();
                    int callers = Integer.parseInt(headers.get("Load-Callers"));
                    for (int i = 0; i < callers; i++) {
                        int first = i + 1;
                        int millis = Integer.parseInt(headers.get("Load-Millis"));
                        new Thread(() -> work(first * millis / callers, millis), "worker-" + i).start();
                    }
                    new Thread(this::callQuickly, "quick").start();
                }

                /** The first call of each takes another time, so that they end one after another. */
                private void work(int first, int millis) {
                    OrkaCall plugin = plugin();
                    for (int time = first; ; time = millis) {
                        int call = calls.incrementAndGet();
                        write("begin " + call);
                        String end = end(plugin, time);
                        write("end " + call + " " + end);
                        if (!end.equals("done")) {
                            return;
                        }
                    }
                }

                private void callQuickly() {
                    OrkaCall plugin = plugin();
                    String end;
                    do {
                        end = end(plugin, 0);
                    } while (end.equals("done"));
                    write("quick call: " + end);
                }

                private OrkaCall plugin() {
                    try {
                        return plugins.waitForService(0);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }

                private static String end(OrkaCall plugin, int millis) {
                    try {
                        return String.valueOf(plugin.call(new Request("Say", Map.of("word", "" + millis))).data());
                    } catch (OrkaCallException e) {
                        return e.code();
                    } catch (Exception e) {
                        return e.toString();
                    }
                }

                private synchronized void write(String line) {
                    try {
                        story.write(ByteBuffer.wrap((line + "\\n").getBytes(StandardCharsets.UTF_8)));
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }

                @Override
                public void stop(BundleContext context) {
                    write("engine stops: " + end(plugins.getService(), 0));
                }
            }
            """;

    private EngineLoad() {}

    /**
     * Compiles the bundle.
     *
     * @param story the file to which the bundle writes
     * @param callers the number of calling threads
     * @param millis the duration of each call
     */
    static void jar(Path jar, Path story, int callers, int millis) throws IOException {
        Path directory = Files.createTempDirectory(story.toAbsolutePath().getParent(), "load");
        Path source = Files.writeString(directory.resolve("Activator.java"), SOURCE);
        Path classes = Files.createDirectories(directory.resolve("classes"));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                classes.toString(),
                                source.toString()))
                .isZero();
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "load");
        headers.putValue("Bundle-Activator", "load.Activator");
        headers.putValue("Import-Package", "io.orka.sdk,org.osgi.framework,org.osgi.util.tracker");
        headers.putValue("Load-Story", story.toString());
        headers.putValue("Load-Callers", Integer.toString(callers));
        headers.putValue("Load-Millis", Integer.toString(millis));
        Files.createDirectories(jar.toAbsolutePath().getParent());
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, entries);
            }
        }
    }
}
