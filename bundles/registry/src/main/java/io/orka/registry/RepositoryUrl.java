package io.orka.registry;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A checked repository address: {@code https}, {@code ssh} (also as {@code user@host:path}), {@code file}, a local
 * path, or plain {@code http} to this machine only. The address never contains a password.
 *
 * @param text the address as registered
 * @param location the address for Git: an absolute URL or {@code user@host:path}
 * @param host the host in lower case; empty for a local repository
 */
public record RepositoryUrl(String text, String location, String host) {

    /** Rejects {@code null}. */
    public RepositoryUrl {
        requireNonNull(text, "text is null");
        requireNonNull(location, "location is null");
        requireNonNull(host, "host is null");
    }

    /**
     * Parses an address as written in {@code plugins.json}. No host is contacted, and a local path need not exist.
     *
     * @param text a URL, {@code user@host:path}, or a path: absolute, relative to {@code base}, or below {@code ~/}
     * @param base the directory that relative paths are relative to
     * @return the checked address
     * @throws RegistryFailure when the text is none of these, or contains credentials; the message does not repeat the
     *     text
     */
    public static RepositoryUrl parse(String text, Path base) {
        return new RepositoryUrlReader(base).read(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
