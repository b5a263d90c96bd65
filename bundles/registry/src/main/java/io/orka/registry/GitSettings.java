package io.orka.registry;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings for fetching from Git.
 *
 * @param deadline the timeout of one fetch
 * @param maxFile the maximum size of one file of a commit in bytes
 * @param maxRepository the maximum total size of the files of a commit, and of the data received by one fetch, in bytes
 * @param maxEntries the maximum number of files and directories of a commit
 * @param proxy the proxy for {@code https}, or {@code null} for the proxy in the environment
 * @param authorities additional certificate authorities
 */
public record GitSettings(
        Duration deadline,
        long maxFile,
        long maxRepository,
        int maxEntries,
        @Nullable ProxyAddress proxy,
        Authorities authorities) {

    private static final long MIB = 1L << 20;

    /** The defaults: far more than any plugin needs, and too little to harm the host. */
    private static final GitSettings USUAL =
            new GitSettings(Duration.ofMinutes(2), 50 * MIB, 500 * MIB, 20_000, null, Authorities.none());

    /** Rejects {@code null} in required components. */
    public GitSettings {
        requireNonNull(deadline, "deadline is null");
        requireNonNull(authorities, "authorities is null");
    }

    /**
     * Returns the defaults.
     *
     * @return the shared instance
     */
    public static GitSettings usual() {
        return USUAL;
    }

    /**
     * Certificate authorities in addition to the JDK's.
     *
     * @param caFile a file with certificates in PEM, or {@code null}
     * @param trustStore a key store with certificates, PKCS #12 or JKS, or {@code null}
     * @param trustStorePassword a reference to the key store's password, {@code env:NAME} or {@code file:/path}, or
     *     {@code null}
     */
    public record Authorities(
            @Nullable Path caFile,
            @Nullable Path trustStore,
            @Nullable String trustStorePassword) {

        /**
         * Returns no additional authorities.
         *
         * @return an instance without files
         */
        public static Authorities none() {
            return new Authorities(null, null, null);
        }
    }

    static GitSettings read(SettingsSection section) {
        return new GitSettings(
                section.time("deadline", USUAL.deadline),
                section.size("maxFile", USUAL.maxFile),
                section.size("maxRepository", USUAL.maxRepository),
                section.count("maxEntries", USUAL.maxEntries, 10_000_000),
                section.proxy("proxy"),
                new Authorities(
                        section.path("caFile"), section.path("trustStore"), section.reference("trustStorePassword")));
    }
}
