package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.orka.api.PluginHost;
import io.orka.sdk.OrkaCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;

/** Engine bundles get the API as a service, and plugins cannot load it. */
class PluginHostServiceTest {

    @TempDir
    private Path directory;

    @Test
    void isThereWheneverAnEngineBundleRuns() throws Exception {
        Queue<?> seen;
        try (StoryHost story = new StoryHost(directory)) {
            story.repository("talks").plainPlugin("return Response.ok(1);").tag("v1");
            engineJar(Files.createDirectories(story.home().engineBundles()).resolve("engine.jar"));
            Orka orka = story.register("talks@v1").start();

            seen = seen(orka.framework());
            assertThat(seen).first().isEqualTo("started with 1");
            while (!seen.contains("StateChanged in true")) {
                Poll.again();
            }
        }
        assertThat(seen).last().isEqualTo("stopped with 1");
    }

    @Test
    void listenersEndWithTheBundleThatAddedThem() throws Exception {
        try (StoryHost story = new StoryHost(directory)) {
            story.repository("talks").plainPlugin("return Response.ok(1);").tag("v1");
            story.repository("talks").plainPlugin("return Response.ok(2);").tag("v2");
            Path jar = engineJar(
                    Files.createDirectories(story.home().engineBundles()).resolve("engine.jar"));
            Orka orka = story.register("talks@v1").start();
            Queue<?> seen = seen(orka.framework());
            Bundle engine =
                    requireNonNull(orka.framework().getBundle(jar.toUri().toString()));

            ClassLoader loader = engine.adapt(BundleWiring.class).getClassLoader();
            engine.stop();
            while (isTold(loader)) { // a running notification may end later
                Poll.again();
            }
            List<?> before = List.copyOf(seen);
            orka.host().swap("talks", "v2");
            engine.start();
            orka.host().rollback("talks");
            Queue<?> again = seen(orka.framework());
            while (!again.contains("RolledBack in true")) {
                Poll.again();
            }

            assertThat(again).isNotSameAs(seen);
            assertThat(List.<Object>copyOf(seen)).isEqualTo(before).contains("stopped with 1");
        }
    }

    /** Returns whether the thread that notifies a bundle's listener still exists. */
    private static boolean isTold(ClassLoader loader) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread ->
                        thread.getName().startsWith("orka-events") && thread.getContextClassLoader() == loader);
    }

    @Test
    void isOneServiceOfThePackagesVersion() throws Exception {
        try (StoryHost story = new StoryHost(directory)) {
            BundleContext context = story.start().framework();

            assertThat(context.getServiceReferences(PluginHost.class, null)).hasSize(1);
            assertThat(SharedPackages.header())
                    .contains("io.orka.api;version=" + version(PluginHost.class) + ";uses:=\"io.orka.sdk\"")
                    .contains("io.orka.sdk;version=" + version(OrkaCall.class));
        }
    }

    /** The test's plugin tries its class loader and the context class loader, in the host and in a separate JVM. */
    @Test
    void pluginsCannotLoadIt() throws Exception {
        String load = """
                ClassLoader[] loaders = {Plugin.class.getClassLoader(), Thread.currentThread().getContextClassLoader()};
                List<String> found = new ArrayList<>();
                for (String type : List.of("io.orka.api.PluginHost", "io.orka.facade.PluginFacade", "io.orka.sdk.OrkaCall")) {
                    for (ClassLoader loader : loaders) {
                        try {
                            found.add(loader.loadClass(type).getSimpleName());
                        } catch (ClassNotFoundException e) {
                            // as it should be
                        }
                    }
                }
                return Response.ok(found);
                """;
        try (StoryHost story = new StoryHost(directory)) {
            story.repository("curious").plainPlugin(load).tag("v1");
            story.repository("alone").plainPlugin(load).tag("v1");
            story.register("curious@v1", "alone@v1");
            String registry = Files.readString(story.registryFile());
            Files.writeString(
                    story.registryFile(),
                    registry.replace("\"aloneService\"", "\"aloneService\", \"isolation\": \"process\""));
            story.start();

            assertThat(story.say("curious", "").data()).isEqualTo(List.of("OrkaCall", "OrkaCall"));
            assertThat(story.say("alone", "").data()).isEqualTo(List.of("OrkaCall", "OrkaCall"));
        }
    }

    private static String version(Class<?> type) throws IOException {
        Path classes =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
        try (InputStream in = Files.isDirectory(classes)
                ? Files.newInputStream(classes.resolve("META-INF/MANIFEST.MF"))
                : new java.net.URL("jar:file:" + classes + "!/META-INF/MANIFEST.MF").openStream()) {
            String exported = new Manifest(in).getMainAttributes().getValue("Export-Package");
            return exported.replaceAll("(?s).*?version=\"([^\"]+)\".*", "$1");
        }
    }

    private static Queue<?> seen(BundleContext context) {
        ServiceReference<?> reference = requireNonNull(context.getServiceReference(Queue.class));
        return (Queue<?>) requireNonNull(context.getService(reference));
    }

    private static Path engineJar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "engine.probe");
        manifest.getMainAttributes().putValue("Bundle-Activator", EngineProbe.class.getName());
        manifest.getMainAttributes()
                .putValue("Import-Package", "org.osgi.framework,io.orka.api;version=\"[1.0,2)\",io.orka.sdk");
        String entry = EngineProbe.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out, manifest);
                InputStream in = EngineProbe.class.getResourceAsStream("/" + entry)) {
            zip.putNextEntry(new JarEntry(entry));
            requireNonNull(in).transferTo(zip);
        }
        return jar;
    }
}
