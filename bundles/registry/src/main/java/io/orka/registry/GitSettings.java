package io.orka.registry;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the host fetches from git.
 *
 * @param deadline how long one fetch may take as a whole
 * @param maxFile how many bytes one file of a commit may have
 * @param maxRepository how many bytes all files of a commit may have together, and how many one fetch may receive
 * @param maxEntries how many files and directories a commit may have
 * @param proxy the proxy for {@code https}, or {@code null} for that of the environment
 * @param authorities whom to trust beside the JDK's own authorities
 */
public record GitSettings(
        Duration deadline,
        long maxFile,
        long maxRepository,
        int maxEntries,
        @Nullable ProxyAddress proxy,
        Authorities authorities) {

    private static final long MIB = 1L << 20;

    /** Far above any plugin, far below what hurts the host. */
    private static final GitSettings USUAL =
            new GitSettings(Duration.ofMinutes(2), 50 * MIB, 500 * MIB, 20_000, null, Authorities.none());

    /** Checks that nothing is missing. */
    public GitSettings {
        requireNonNull(deadline, "deadline is null");
        requireNonNull(authorities, "authorities is null");
    }

    /**
     * What counts where nothing is set.
     *
     * @return always the same object
     */
    public static GitSettings usual() {
        return USUAL;
    }

    /**
     * Certificate authorities beside the JDK's own.
     *
     * @param caFile a file with certificates in PEM, or {@code null}
     * @param trustStore a key store with certificates, PKCS #12 or JKS, or {@code null}
     * @param trustStorePassword its password as {@code env:NAME} or {@code file:/path}, or {@code null} if it has none
     */
    public record Authorities(
            @Nullable Path caFile,
            @Nullable Path trustStore,
            @Nullable String trustStorePassword) {

        /**
         * Nobody else.
         *
         * @return no further authorities
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
