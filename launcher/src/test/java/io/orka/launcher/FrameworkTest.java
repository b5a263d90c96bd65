package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.FrameworkFactory;

/** The framework installs bundles without writing the id of the next bundle. */
class FrameworkTest {

    @TempDir
    private Path directory;

    private Path bundle;

    @BeforeEach
    void aBundle() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "nothing");
        bundle = directory.resolve("nothing.jar");
        try (OutputStream out = Files.newOutputStream(bundle)) {
            new JarOutputStream(out, manifest).close();
        }
    }

    @Test
    void bundlesAreInstalledWithoutARecordOfTheNextId() throws Exception {
        Path cache = directory.resolve("cache");
        try (Framework framework = Framework.start(cache)) {
            BundleContext context = framework.context();

            long first =
                    context.installBundle("one", Files.newInputStream(bundle)).getBundleId();
            long second =
                    context.installBundle("two", Files.newInputStream(bundle)).getBundleId();

            assertThat(second).isGreaterThan(first);
            assertThat(cache.resolve("bundle0/bundle.id")).isEmptyDirectory();
        }
    }

    /** Felix itself still writes this record, so Orka must still put a directory in its place. */
    @Test
    void felixStillKeepsThatRecordByItself() throws Exception {
        Path cache = directory.resolve("cache");
        var felix = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of("org.osgi.framework.storage", cache.toString()));
        felix.start();
        try {
            felix.getBundleContext().installBundle("one", Files.newInputStream(bundle));

            assertThat(cache.resolve("bundle0/bundle.id")).isRegularFile();
        } finally {
            felix.stop();
            felix.waitForStop(Duration.ofMinutes(1).toMillis());
        }
    }
}
