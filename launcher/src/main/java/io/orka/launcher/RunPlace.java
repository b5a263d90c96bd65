package io.orka.launcher;

import io.orka.durable.MachineTrouble;
import io.orka.registry.OpenToOthers;
import io.orka.shell.ControlClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of a host's run files: its home directory, or a temporary directory while the home is full or read-only.
 * The plugins are restored in both cases, since the store and the lock file are only read.
 */
final class RunPlace {

    private static final Logger LOG = LoggerFactory.getLogger(RunPlace.class);

    /** The required free space in bytes, more than a start writes. */
    private static final long ROOM = 16 << 20;

    private static final int PAGE = 4096;

    private static final int NAME_LENGTH = 16;

    private RunPlace() {}

    /**
     * Creates the directories of a home.
     *
     * @return this home, or a home with its run files elsewhere
     * @throws HostFailure if the home cannot be used, or is full or read-only and contains no plugins to restore
     */
    static OrkaHome take(OrkaHome home) {
        if (home.runsElsewhere()) {
            return home;
        }
        try {
            home.create();
            tryOut(home.run());
            return home;
        } catch (HostFailure | IOException e) {
            HostFailure failure =
                    e instanceof HostFailure known ? known : HostFailure.homeNotUsable(home.run(), (IOException) e);
            return MachineTrouble.in(failure)
                    .filter(trouble -> trouble == MachineTrouble.DISK_FULL || trouble == MachineTrouble.DISK_READ_ONLY)
                    .filter(trouble -> Files.exists(home.lockFile()))
                    .flatMap(trouble -> elsewhere(home).stream()
                            .filter(RunPlace::takesFiles)
                            .findFirst())
                    .orElseThrow(() -> failure);
        }
    }

    /** Logs the place of the run files if they are not in the home. */
    static void tell(OrkaHome home) {
        if (home.runsElsewhere()) {
            LOG.warn(HostFailure.runsElsewhere(home).line());
        }
    }

    /** Returns the home with the run files of its running host; empty if no host answers. */
    static Optional<OrkaHome> running(OrkaHome home) {
        if (ControlClient.reachable(home.controlSocket())) {
            return Optional.of(home);
        }
        for (OrkaHome place : elsewhere(home)) {
            if (isOwn(place.run()) && ControlClient.reachable(place.controlSocket())) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    private static List<OrkaHome> elsewhere(OrkaHome home) {
        String name = "orka-" + digest(home);
        List<OrkaHome> places = new ArrayList<>();
        for (String place : Arrays.asList(System.getenv("XDG_RUNTIME_DIR"), System.getProperty("java.io.tmpdir"))) {
            if (place != null && !place.isBlank()) {
                places.add(home.runningIn(Path.of(place).resolve(name)));
            }
        }
        return places;
    }

    private static boolean takesFiles(OrkaHome elsewhere) {
        try {
            make(elsewhere);
            tryOut(elsewhere.run());
            return true;
        } catch (IOException e) {
            LOG.debug("{} cannot be used", elsewhere.run(), e);
            return false;
        }
    }

    /**
     * Creates the directory of the run files, which only this user can enter.
     *
     * @throws IOException if the directory cannot be created, or belongs to another user
     */
    static void make(OrkaHome home) throws IOException {
        Path run = home.run();
        if (!home.runsElsewhere()) {
            Files.createDirectories(run, OrkaHome.OWNER_ONLY);
            return;
        }
        try {
            Files.createDirectory(run, OrkaHome.OWNER_ONLY);
        } catch (FileAlreadyExistsException there) {
            if (!isOwn(run)) {
                throw new IOException(run + " is not a directory that only this user can access", there);
            }
        }
    }

    private static boolean isOwn(Path directory) {
        try {
            return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                    && OpenToOthers.writable(directory).isEmpty()
                    && OpenToOthers.replaceable(directory).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static void tryOut(Path directory) throws IOException {
        Path file = directory.resolve("room-" + ProcessHandle.current().pid());
        if (Files.getFileStore(directory).getUsableSpace() < ROOM) {
            throw new FileSystemException(file.toString(), null, "No space left on device");
        }
        Files.deleteIfExists(file);
        try {
            Files.write(file, new byte[PAGE], StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static String digest(OrkaHome home) {
        try {
            Path directory = home.directory();
            String name = (Files.exists(directory) ? directory.toRealPath() : directory).toString();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, NAME_LENGTH);
        } catch (IOException e) {
            throw HostFailure.homeNotUsable(home.directory(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }
}
