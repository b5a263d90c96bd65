package io.orka.checkout;

import static java.util.Objects.requireNonNull;

/**
 * A file of the work tree in place of another one.
 *
 * @param path its path in the repository
 * @param kind its kind
 * @param target the target of a link; empty for others
 */
public record Placeholder(String path, Kind kind, String target) {

    /** The kinds of placeholders. */
    public enum Kind {
        /** A pointer of Git LFS, which is not fetched. */
        LFS,
        /** A symbolic link that points outside the repository. */
        LINK_OUT,
        /** A symbolic link to a directory that contains it. */
        LINK_LOOP,
        /** A symbolic link to a path that is not in the commit. */
        LINK_NOWHERE
    }

    /** Checks that nothing is missing. */
    public Placeholder {
        requireNonNull(path, "path is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(target, "target is null");
    }

    /**
     * The problem, as a sentence without its period.
     *
     * @return such as {@code 'lib/acme.jar' is a pointer of Git LFS, not the file itself}
     */
    public String sentence() {
        String link = "'" + path + "' is a symbolic link to '" + target + "', ";
        return switch (kind) {
            case LFS -> "'" + path + "' is a pointer of Git LFS, not the file itself";
            case LINK_OUT -> link + "which points outside the repository";
            case LINK_LOOP -> link + "which contains itself";
            case LINK_NOWHERE -> link + "which is not in the commit";
        };
    }
}
