package io.orka.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.build.BuiltJar;
import io.orka.checkout.Checkout;
import io.orka.durable.DirectoryTree;
import io.orka.identity.PluginKey;
import io.orka.registry.EntryLimits;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginConfig;
import io.orka.registry.PluginEntry;
import io.orka.registry.RepositoryUrl;
import io.orka.wrap.BundleWrapper;
import io.orka.wrap.PluginBundle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** Creates the parts that the changes of a home need. */
final class ChangedHome {

    static final PluginKey OLD = new PluginKey("old", "v1");
    static final PluginKey NEW = new PluginKey("new", "v1");
    private static final String ID = "0123456789abcdef0123456789abcdef01234567";

    private ChangedHome() {}

    static LockEntry locked() {
        return new LockEntry("S", "r", null, "", false, "v1", ID, ID, ID, "javac", "17", EntryLimits.none(), null);
    }

    static String oldOrNew(Set<PluginKey> keys) {
        return keys.equals(Set.of(OLD)) ? "old" : keys.equals(Set.of(OLD, NEW)) ? "new" : keys.toString();
    }

    static BundleStore store(Path home) {
        return new BundleStore(home.resolve("store"));
    }

    /** Counts the bundles in the store, and checks that all are valid and no other files exist. */
    static int bundles(Path home) throws IOException {
        BundleStore store = store(home);
        assertThat(store.stagingDirectory()).isEmptyDirectory();
        int good = (int) store.digests().stream()
                .filter(digest -> store.find(digest).isPresent())
                .count();
        assertThat(DirectoryTree.entries(home.resolve("store"))).hasSize(good + 1);
        return good;
    }

    static void assertOnly(Path directory, String name) throws IOException {
        assertThat(DirectoryTree.entries(directory)).containsExactly(directory.resolve(name));
    }

    static PluginEntry entry(String ref, Path repository) {
        RepositoryUrl url =
                new RepositoryUrl(repository.toString(), repository.toUri().toString(), "");
        return new PluginEntry(new PluginKey("tiny", "v1"), url, "Tiny", ref, "", false, EntryLimits.none());
    }

    static PluginConfig config(Path directory) {
        String name = String.valueOf(directory.getFileName());
        return new PluginConfig(name, null, "", List.of(), null, Map.of(), Map.of());
    }

    static void makeJar(Path home) throws IOException {
        Path source = Files.writeString(home.resolve("Plugin.java"), """
                        public class Plugin implements io.orka.sdk.OrkaCall {
                            public io.orka.sdk.Response call(io.orka.sdk.CallContext context, io.orka.sdk.Request request) {
                                return io.orka.sdk.Response.ok(null);
                            }
                        }
                        """);
        int answer = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", System.getProperty("java.class.path"), source.toString());
        assertThat(answer).isZero();
        try (OutputStream file = Files.newOutputStream(home.resolve("plugin.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new ZipEntry("Plugin.class"));
            Files.copy(home.resolve("Plugin.class"), jar);
            jar.closeEntry();
        }
        Files.writeString(home.resolve("config.json"), "{\"name\":\"Tiny\"}");
    }

    static PluginBundle wrap(Path home, BundleStore store) {
        Checkout checkout = new Checkout(entry("v1", home), config(home), "v1", ID, ID, home, home);
        BuiltJar built =
                new BuiltJar(checkout, home.resolve("plugin.jar"), List.of(), "javac", home.resolve("build.log"));
        return new BundleWrapper(store.stagingDirectory()).wrap(built);
    }
}
