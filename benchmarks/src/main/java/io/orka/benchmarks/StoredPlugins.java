package io.orka.benchmarks;

import io.orka.benchmarks.subject.Ping;
import io.orka.build.BuiltJar;
import io.orka.checkout.Checkout;
import io.orka.identity.PluginKey;
import io.orka.launcher.OrkaHome;
import io.orka.registry.ConfigFile;
import io.orka.registry.EntryLimits;
import io.orka.registry.Isolation;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginEntry;
import io.orka.registry.PluginLock;
import io.orka.registry.Previous;
import io.orka.registry.RepositoryUrl;
import io.orka.store.BundleStore;
import io.orka.wrap.BundleWrapper;
import io.orka.wrap.PluginBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Creates the home of a host that has built many plugins: registry, lock file and store as a host writes them. Each
 * plugin is a separate bundle, but has no repository and is not built.
 */
final class StoredPlugins {

    private static final String REPOSITORY = "https://localhost/ping.git";
    private static final String SERVICE = "PingService";

    private final OrkaHome home;
    private final Path installations;
    private final Path jar;
    private final List<Path> libraries;
    private final BundleStore store;
    private final BundleWrapper wrapper;
    private EntryLimits limits = EntryLimits.none();
    private final Map<PluginKey, LockEntry> lock = new LinkedHashMap<>();

    /**
     * Starts with an empty home.
     *
     * @param home an empty home
     * @param libraries the jars that each plugin embeds
     */
    StoredPlugins(OrkaHome home, List<Path> libraries) throws IOException {
        this.home = home;
        this.libraries = List.copyOf(libraries);
        installations = Files.createDirectories(
                home.directory().resolveSibling(home.directory().getFileName() + ".set-up"));
        Files.writeString(installations.resolve("config.json"), "{ \"name\": \"ping\" }");
        jar = PluginJar.of(Ping.class).write(installations.resolve("ping.jar"));
        Files.createDirectories(home.directory().resolve("bundles"));
        store = new BundleStore(home.directory().resolve("store"));
        wrapper = new BundleWrapper(store.stagingDirectory());
    }

    static String name(int number) {
        return "ping-%04d".formatted(number);
    }

    /** Isolates the plugins that are added later, so that each runs in a separate JVM. */
    StoredPlugins isolated() {
        limits = new EntryLimits(null, null, null, false, null, new Isolation(null));
        return this;
    }

    /** Adds plugins. The first one can be rolled back to another bundle with the same behavior. */
    StoredPlugins add(int plugins) {
        for (int i = 0; i < plugins; i++) {
            PluginKey key = PluginKey.parse(name(i));
            Previous before = i == 0 ? new Previous(key, stored(key, "b")) : null;
            lock.put(key, stored(key, "a").withPrevious(before));
        }
        return this;
    }

    /** Writes lock file and registry. */
    OrkaHome write() throws IOException {
        new PluginLock(home.directory().resolve("plugins.lock.json")).write(lock);
        Files.createDirectories(Objects.requireNonNull(home.registryFile().getParent()));
        List<String> lines = lock.keySet().stream()
                .map(key -> "{\"name\":\"%s\",\"repo\":\"%s\",\"service\":\"%s\"%s}"
                        .formatted(key, REPOSITORY, SERVICE, isolation(key)))
                .toList();
        Files.writeString(home.registryFile(), "[\n" + String.join(",\n", lines) + "\n]\n");
        return home;
    }

    private String isolation(PluginKey key) {
        boolean isolated = Objects.requireNonNull(lock.get(key)).limits().isolation() != null;
        return isolated ? ",\"isolation\":\"process\"" : "";
    }

    private LockEntry stored(PluginKey key, String variant) {
        String commit = "%039x%s".formatted(lock.size(), variant);
        PluginEntry entry =
                new PluginEntry(key, RepositoryUrl.parse(REPOSITORY, installations), SERVICE, null, "", false, limits);
        Checkout checkout = new Checkout(
                entry, ConfigFile.read(installations, ""), "main", commit, commit, installations, installations);
        BuiltJar built = new BuiltJar(checkout, jar, libraries, "javac", installations.resolve("none.log"));
        PluginBundle bundle = store.add(wrapper.wrap(built));
        if (bundle.seesContext() == libraries.isEmpty()) {
            throw new IllegalStateException(
                    "a plugin with libraries is one whose context class loader is set, and one without is not");
        }
        return new LockEntry(
                SERVICE,
                REPOSITORY,
                null,
                "",
                false,
                "main",
                commit,
                commit,
                bundle.digest(),
                "javac",
                "17",
                limits,
                null);
    }
}
