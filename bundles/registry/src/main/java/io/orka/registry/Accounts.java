package io.orka.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The user that runs this process, and the groups of this machine. */
final class Accounts {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path USERS = Path.of("/etc/passwd");
    private static final Path GROUPS = Path.of("/etc/group");

    /** The effective user, read once, since a JVM cannot change its user. */
    private static @Nullable OptionalInt self;

    private Accounts() {}

    /** Returns the effective user; empty on systems other than Linux. */
    static synchronized OptionalInt self() throws IOException {
        if (self == null) {
            self = readSelf();
        }
        return self;
    }

    private static OptionalInt readSelf() throws IOException {
        for (String[] line : records(STATUS, "\\s+")) {
            if (line[0].equals("Uid:")) {
                return OptionalInt.of(Integer.parseUnsignedInt(line[2]));
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Returns whether a group is a user's private group: the group has the user's name and no other members, and is not
     * another user's primary group. A group that is not in this machine's files is not private.
     */
    static boolean isPrivate(int uid, int gid) throws IOException {
        String owner = Integer.toUnsignedString(uid);
        String number = Integer.toUnsignedString(gid);
        List<String[]> users = records(USERS, ":");
        List<String> names = users.stream()
                .filter(user -> user.length > 3 && user[3].equals(number))
                .map(user -> user[2].equals(owner) ? user[0] : "")
                .toList();
        return names.size() == 1
                && records(GROUPS, ":").stream()
                        .filter(group -> group.length > 3 && group[2].equals(number))
                        .filter(group -> group[0].equals(names.get(0)))
                        .anyMatch(group -> group[3].isEmpty() || group[3].equals(names.get(0)));
    }

    /**
     * Returns the fields of each line, including empty fields at its end; an empty list when the file does not exist.
     */
    private static List<String[]> records(Path file, String separator) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<String[]> records = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            records.add(line.split(separator, -1));
        }
        return records;
    }
}
