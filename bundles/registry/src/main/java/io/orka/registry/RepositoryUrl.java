package io.orka.registry;

import static java.util.Objects.requireNonNull;

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

    @Override
    public String toString() {
        return text;
    }
}
