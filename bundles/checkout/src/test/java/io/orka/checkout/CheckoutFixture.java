package io.orka.checkout;

import io.orka.identity.PluginKey;
import io.orka.registry.EntryLimits;
import io.orka.registry.GitSettings;
import io.orka.registry.PluginConfig;
import io.orka.registry.PluginEntry;
import io.orka.registry.RepositoryUrl;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A temporary directory with remote repositories, their clones and a home for Git, and the checkouts that use them. */
record CheckoutFixture(Path directory) {

    static final Duration LONG = Duration.ofSeconds(60);

    static final FetchLimits LIMITS = FetchLimits.of(GitSettings.usual());

    static final FetchProgress SILENT = (phase, done, total) -> {};

    Path plugins() {
        return directory.resolve("plugins");
    }

    Path home() {
        return directory.resolve("home");
    }

    LocalRepository repository(String name) {
        return LocalRepository.create(directory.resolve(name));
    }

    GitCheckouts checkouts() {
        return checkouts(Credentials.none(), LONG, LIMITS);
    }

    GitCheckouts checkouts(Credentials credentials, Duration deadline, FetchLimits limits) {
        return checkouts(credentials, deadline, limits, HttpRoutes.of(GitSettings.usual(), Map.of()));
    }

    GitCheckouts checkouts(Credentials credentials, Duration deadline, FetchLimits limits, HttpRoutes routes) {
        return new GitCheckouts(plugins(), credentials, deadline, CheckoutFixture::config, limits, home(), routes);
    }

    Checkout checkout(PluginEntry entry) {
        return checkouts().checkout(entry, null, SILENT);
    }

    static PluginEntry entry(LocalRepository repository, @Nullable String version) {
        return entry(local(repository.directory()), version, null, "");
    }

    static PluginEntry entry(RepositoryUrl repo, @Nullable String version, @Nullable String ref, String path) {
        return new PluginEntry(
                new PluginKey("hello", version), repo, "HelloPlugin", ref, path, false, EntryLimits.none());
    }

    static RepositoryUrl local(Path path) {
        return new RepositoryUrl(path.toString(), path.toUri().toString(), "");
    }

    static RepositoryUrl remote(String location) {
        return new RepositoryUrl(location, location, URI.create(location).getHost());
    }

    private static PluginConfig config(Path directory, String path) {
        String name = directory.getFileName().toString();
        return new PluginConfig(name, null, "", List.of(), null, Map.of(), Map.of());
    }
}
