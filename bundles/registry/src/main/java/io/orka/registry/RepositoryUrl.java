package io.orka.registry;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Where a repository is, in a form that was checked: {@code https}, {@code ssh} (also as {@code user@host:path}),
 * {@code file}, a local path, or plain {@code http} to this machine only. It never holds a password.
 *
 * @param text as registered, for people
 * @param location what git is given: an absolute URL or {@code user@host:path}
 * @param host the host in lower case; empty for a local repository
 */
public record RepositoryUrl(String text, String location, String host) {

    /** Checks that nothing is missing. */
    public RepositoryUrl {
        requireNonNull(text, "text is null");
        requireNonNull(location, "location is null");
        requireNonNull(host, "host is null");
    }

    /**
     * Reads an address as it stands in {@code plugins.json}. Nothing is contacted, and a local path need not exist.
     *
     * @param text a URL, {@code user@host:path}, or a path: absolute, relative to {@code base}, or below {@code ~/}
     * @param base the directory relative paths start from
     * @return the checked address
     * @throws RegistryFailure when the text is none of these, or holds credentials; the text is then not repeated
     */
    public static RepositoryUrl parse(String text, Path base) {
        return new RepositoryUrlReader(base).read(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
