package io.orka.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * A file or directory that other users can change or read, according to its owner, group and mode. Symbolic links are
 * followed. A missing file, or a file without POSIX permissions, is never reported.
 *
 * @param path the file or directory
 * @param complaint the problem, such as {@code can be written by every user}
 * @param remedy the command that fixes the problem
 */
public record OpenToOthers(Path path, String complaint, String remedy) {

    /**
     * An environment variable for volumes whose owner and mode cannot be changed: it turns these errors into warnings.
     */
    public static final String TRUSTED = "ORKA_HOME_PERMISSIONS=trusted";

    private static final String VARIABLE = "ORKA_HOME_PERMISSIONS";
    private static final int STICKY = 01000;

    /**
     * Returns whether the environment has {@link #TRUSTED}.
     *
     * @return whether files that others can change are accepted
     */
    public static boolean isTrusted() {
        return TRUSTED.equals(VARIABLE + "=" + System.getenv(VARIABLE));
    }

    /** Returns the problem in one line. */
    public String reason() {
        return path + " " + complaint;
    }

    /**
     * Checks whether users other than this user and root can write to a file or directory.
     *
     * @param path a file or a directory
     * @return the problem, or empty
     * @throws IOException when the permissions cannot be read
     */
    public static Optional<OpenToOthers> writable(Path path) throws IOException {
        return check(path, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE, "written", "go-w");
    }

    /**
     * Checks whether users other than this user and root can read or write a file.
     *
     * @param path a file
     * @return the problem, or empty
     * @throws IOException when the permissions cannot be read
     */
    public static Optional<OpenToOthers> readable(Path path) throws IOException {
        Optional<OpenToOthers> writable = writable(path);
        return writable.isPresent()
                ? writable
                : check(path, PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ, "read", "go-r");
    }

    /**
     * Checks whether every user can replace a directory, because a directory above it is writable by all and not sticky
     * like {@code /tmp}.
     *
     * @param directory an existing directory
     * @return the problem of the directory above, or empty
     * @throws IOException when the permissions cannot be read
     */
    public static Optional<OpenToOthers> replaceable(Path directory) throws IOException {
        if (hasPermissions(directory)) {
            for (Path above = directory.toRealPath().getParent(); above != null; above = above.getParent()) {
                boolean sticky = ((Integer) Files.getAttribute(above, "unix:mode") & STICKY) != 0;
                if (!sticky && Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_WRITE)) {
                    return Optional.of(new OpenToOthers(
                            above, "is above it and can be written by every user", "chmod o-w " + quoted(above)));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<OpenToOthers> check(
            Path path, PosixFilePermission group, PosixFilePermission others, String verb, String mode)
            throws IOException {
        if (!Files.exists(path) || !hasPermissions(path)) {
            return Optional.empty();
        }
        PosixFileAttributes file = Files.readAttributes(path, PosixFileAttributes.class);
        int owner = (Integer) Files.getAttribute(path, "unix:uid");
        int self = Accounts.self().orElse(owner);
        if (owner != 0 && owner != self) {
            return Optional.of(new OpenToOthers(
                    path,
                    "belongs to the user " + file.owner().getName() + ", and this host runs as user " + self,
                    "chown " + self + " " + quoted(path)));
        }
        Set<PosixFilePermission> permissions = file.permissions();
        if (permissions.contains(others)) {
            return Optional.of(
                    new OpenToOthers(path, "can be " + verb + " by every user", "chmod " + mode + " " + quoted(path)));
        }
        int gid = (Integer) Files.getAttribute(path, "unix:gid");
        if (permissions.contains(group) && !Accounts.isPrivate(owner, gid)) {
            return Optional.of(new OpenToOthers(
                    path,
                    "can be " + verb + " by the group " + file.group().getName(),
                    "chmod " + mode + " " + quoted(path)));
        }
        return Optional.empty();
    }

    private static boolean hasPermissions(Path path) {
        Set<String> views = path.getFileSystem().supportedFileAttributeViews();
        return views.contains("posix") && views.contains("unix");
    }

    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[\\w./@%+=:,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
