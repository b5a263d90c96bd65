package io.orka.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * A file or directory that other users can change or read. Judged are its owner, its group and its mode, of the target where
 * it is a symbolic link. What is not there, or has no POSIX permissions, is never one.
 *
 * @param path which one
 * @param complaint what is wrong, such as {@code can be written by every user}
 * @param remedy the command that corrects it
 */
public record OpenToOthers(Path path, String complaint, String remedy) {

    /** For volumes whose owner and mode somebody else decides: set so in the environment, it turns refusals into warnings. */
    public static final String TRUSTED = "ORKA_HOME_PERMISSIONS=trusted";

    private static final String VARIABLE = "ORKA_HOME_PERMISSIONS";
    private static final int STICKY = 01000;

    /**
     * Whether the environment says {@link #TRUSTED}.
     *
     * @return whether what others can change is no reason to refuse it
     */
    public static boolean isTrusted() {
        return TRUSTED.equals(VARIABLE + "=" + System.getenv(VARIABLE));
    }

    /** The complaint in one line. */
    public String reason() {
        return path + " " + complaint;
    }

    /**
     * Whether other users than root can write there.
     *
     * @param path a file or a directory
     * @return who can, or empty
     * @throws IOException when its permissions cannot be read
     */
    public static Optional<OpenToOthers> writable(Path path) throws IOException {
        return check(path, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE, "written", "go-w");
    }

    /**
     * Whether other users than root can read or write it.
     *
     * @param path a file
     * @return who can, or empty
     * @throws IOException when its permissions cannot be read
     */
    public static Optional<OpenToOthers> readable(Path path) throws IOException {
        Optional<OpenToOthers> writable = writable(path);
        return writable.isPresent()
                ? writable
                : check(path, PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ, "read", "go-r");
    }

    /**
     * Whether every user can replace a directory, since one above it can be written by all and is not sticky as {@code /tmp}
     * is.
     *
     * @param directory an existing one
     * @return the one above it, or empty
     * @throws IOException when their permissions cannot be read
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
