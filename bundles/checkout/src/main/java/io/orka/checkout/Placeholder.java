package io.orka.checkout;

import static java.util.Objects.requireNonNull;

/**
 * A file of the work tree that replaces another file.
 *
 * @param path the path of the file in the repository
 * @param kind the kind of placeholder
 * @param target the target of a link; empty for other kinds
 */
public record Placeholder(String path, Kind kind, String target) {

    /** The kinds of placeholders. */
    public enum Kind {
        /** A pointer of Git LFS, which is not fetched. */
        LFS,
        /** A symbolic link that points outside the repository. */
        LINK_OUT,
        /** A symbolic link to a directory that contains the link. */
        LINK_LOOP,
        /** A symbolic link to a path that is not in the commit. */
        LINK_NOWHERE
    }

    /** Checks that no value is null. */
    public Placeholder {
        requireNonNull(path, "path is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(target, "target is null");
    }

    /**
     * Describes the problem in a sentence without a period.
     *
     * @return a sentence such as {@code 'lib/acme.jar' is a pointer of Git LFS, not the file itself}
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
