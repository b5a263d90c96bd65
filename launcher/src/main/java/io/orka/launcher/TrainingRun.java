package io.orka.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orka.build.BuiltJar;
import io.orka.checkout.Checkout;
import io.orka.identity.PluginKey;
import io.orka.launcher.training.TrainingPlugin;
import io.orka.logging.BareLogback;
import io.orka.logging.Logging;
import io.orka.registry.ConfigFile;
import io.orka.registry.EntryLimits;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginEntry;
import io.orka.registry.PluginLock;
import io.orka.registry.RepositoryUrl;
import io.orka.sdk.Request;
import io.orka.store.BundleStore;
import io.orka.wrap.BundleWrapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Starts a host on a temporary home, whose store holds one plugin, so that the JVM can archive the classes that a start
 * loads. {@link StartArchive} runs this class in a separate process.
 */
final class TrainingRun {

    private static final PluginKey PLUGIN = new PluginKey("training", "v1.0.0");
    private static final String REPOSITORY = "https://localhost/training.git";
    private static final String SERVICE = "Training";
    private static final String COMMIT = "0".repeat(40);

    private final Path stagingDirectory;
    private final OrkaHome home;

    private TrainingRun(Path directory) {
        stagingDirectory = directory;
        home = OrkaHome.of(directory.resolve("home"));
    }

    /**
     * Starts a host, calls its plugin, and stops.
     *
     * @param args an empty directory, which the caller deletes
     */
    public static void main(String[] args) throws IOException {
        BareLogback.choose();
        new TrainingRun(Path.of(args[0])).run();
        System.exit(0);
    }

    private void run() throws IOException {
        home.create();
        Files.writeString(
                home.registryFile(),
                "[{\"name\":\"%s\",\"version\":\"%s\",\"repo\":\"%s\",\"service\":\"%s\"}]"
                        .formatted(PLUGIN.name(), PLUGIN.version(), REPOSITORY, SERVICE),
                UTF_8);
        new PluginLock(home.lockFile()).write(Map.of(PLUGIN, stored()));
        if (Main.run("version") != 0) {
            throw new IllegalStateException("the command line failed");
        }
        Logging.start(home.logs(), Logging.LogTarget.ALL, false);
        Orka orka = Orka.open(home);
        GracefulStop stop = GracefulStop.on(orka);
        orka.call(PLUGIN.name(), new Request("Train"));
        stop.now();
    }

    private LockEntry stored() throws IOException {
        Files.writeString(stagingDirectory.resolve("config.json"), "{ \"name\": \"training\" }", UTF_8);
        PluginEntry entry = new PluginEntry(
                PLUGIN,
                RepositoryUrl.parse(REPOSITORY, stagingDirectory),
                SERVICE,
                null,
                "",
                false,
                EntryLimits.none());
        Checkout checkout = new Checkout(
                entry,
                ConfigFile.read(stagingDirectory, ""),
                "v1.0.0",
                COMMIT,
                COMMIT,
                stagingDirectory,
                stagingDirectory);
        BuiltJar jar = new BuiltJar(checkout, jar(), List.of(), "javac", stagingDirectory.resolve("none.log"));
        BundleStore store = new BundleStore(home.store());
        String digest =
                store.add(new BundleWrapper(store.stagingDirectory()).wrap(jar)).digest();
        return new LockEntry(
                SERVICE,
                REPOSITORY,
                null,
                "",
                false,
                "v1.0.0",
                COMMIT,
                COMMIT,
                digest,
                "javac",
                Runtime.version().toString(),
                EntryLimits.none(),
                null);
    }

    private Path jar() throws IOException {
        Path jar = stagingDirectory.resolve("training.jar");
        String name = TrainingPlugin.class.getName().replace('.', '/') + ".class";
        try (InputStream bytes = TrainingRun.class.getClassLoader().getResourceAsStream(name);
                OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry(name));
            Objects.requireNonNull(bytes, name).transferTo(zip);
        }
        return jar;
    }
}
