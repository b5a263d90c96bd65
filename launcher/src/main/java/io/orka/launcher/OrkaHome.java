package io.orka.launcher;

import static java.util.Objects.requireNonNull;

import io.orka.engine.EnginePlaces;
import io.orka.plugins.LogPlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The home directory of one host.
 *
 * <p>Everything except {@code config}, {@code bundles}, {@code data} and the lock file can be deleted while no host is
 * running; the next start recreates it. {@link #watch} recreates files that are deleted while a host is running.
 */
public final class OrkaHome {

    private static final Set<Path> OF_ALL = Set.of(Path.of("/tmp"), Path.of("/var/tmp"));

    static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path directory;
    private final Path run;

    private OrkaHome(Path directory, Path run) {
        this.directory = directory;
        this.run = run;
    }

    /**
     * Creates a home in a directory.
     *
     * @param directory the directory, which may be missing
     * @return the home
     */
    public static OrkaHome of(Path directory) {
        Path home =
                requireNonNull(directory, "directory is null").toAbsolutePath().normalize();
        return new OrkaHome(home, home.resolve("run"));
    }

    /** Returns this home, with the files of a running host in another directory. */
    OrkaHome runningIn(Path other) {
        return new OrkaHome(directory, other.toAbsolutePath().normalize());
    }

    /**
     * Returns the home directory.
     *
     * @return an absolute path
     */
    public Path directory() {
        return directory;
    }

    /** Returns the directory of the run files: in the home, unless the home is full or read-only. */
    Path run() {
        return run;
    }

    /**
     * Returns the default home: {@code $ORKA_HOME}, or else {@code .orka} in the user's home directory.
     *
     * @param environment the process environment
     * @return the home
     */
    static OrkaHome fromEnvironment(Map<String, String> environment) {
        String home = environment.getOrDefault("ORKA_HOME", "");
        // The script sets user.home from $HOME; the JDK would use the system's user database.
        return of(home.isBlank() ? Path.of(System.getProperty("user.home"), ".orka") : Path.of(home));
    }

    /**
     * Returns the default registry file of this home.
     *
     * @return {@code config/plugins.json}
     */
    public Path registryFile() {
        return config().resolve("plugins.json");
    }

    Path config() {
        return directory.resolve("config");
    }

    Path settingsFile() {
        return config().resolve("host.json");
    }

    /** Returns the copy of the last valid settings, which is in the home even if the run files are elsewhere. */
    Path lastSettings() {
        return directory.resolve("run").resolve("host.json");
    }

    Path credentials() {
        return config().resolve("credentials.properties");
    }

    Path plugins() {
        return directory.resolve("plugins");
    }

    Path lockFile() {
        return directory.resolve("plugins.lock.json");
    }

    Path store() {
        return directory.resolve("store");
    }

    Path logs() {
        return (runsElsewhere() ? run : directory).resolve("logs");
    }

    Path buildLogs() {
        return directory.resolve("logs").resolve("build");
    }

    Path pluginLogs() {
        return logs().resolve("plugins");
    }

    LogPlaces logPlaces() {
        return new LogPlaces(buildLogs(), pluginLogs());
    }

    boolean runsElsewhere() {
        return !run.equals(directory.resolve("run"));
    }

    /** Returns the directory of the JVM's class archives: from the start script, or else in this home. */
    Path archives() {
        String named = System.getProperty("orka.archives", "");
        return named.isEmpty() ? run().resolve("archives") : Path.of(named).toAbsolutePath();
    }

    /** Returns the unpacked files of the jar for embedding programs. */
    Path carried() {
        return run().resolve("carried");
    }

    /** Returns the unpacked files of an earlier host whose run files were in the home. */
    Path carriedBefore() {
        return directory.resolve("run").resolve("carried");
    }

    /** Returns the file that is locked while a host runs. */
    Path lockOfHost() {
        return directory.resolve("host.lock");
    }

    Path controlSocket() {
        return run().resolve("control.sock");
    }

    Path engineBundles() {
        return directory.resolve("bundles");
    }

    /**
     * Returns the directories of the engine bundles.
     *
     * @param registryFile the registry in use, which may be in the configuration directory
     * @param shipped the directory of the host's bundles
     */
    EnginePlaces enginePlaces(Path registryFile, Path shipped) {
        return new EnginePlaces(
                engineBundles(),
                config(),
                Set.of(registryFile),
                directory.resolve("data"),
                run().resolve("engine"),
                shipped);
    }

    /**
     * Creates the required directories, accessible only to their owner.
     *
     * @throws HostFailure if a directory cannot be created, or is open to other users
     */
    void create() {
        try {
            make(directory);
            HomeCustody.check(this);
            for (Path needed : List.of(config(), plugins(), logs(), buildLogs(), run(), engineBundles())) {
                make(needed);
            }
        } catch (IOException e) {
            throw HostFailure.homeNotUsable(directory, e);
        }
    }

    /**
     * Watches files that may be deleted while a host is running, and recreates them.
     *
     * @param lock the lock of the host
     * @param registryFile the registry in use
     * @param framework the framework, which uses a cache of this home
     * @param cache the path of that cache
     * @param changes runs when changes become possible again
     */
    HomeWatch watch(HostLock lock, Path registryFile, Framework framework, Path cache, Runnable changes) {
        return HomeWatch.begin(
                lock,
                changes,
                renewTemporary(Path.of(System.getProperty("java.io.tmpdir"))),
                HomeWatch.ifGone(plugins(), () -> Files.createDirectories(plugins(), OWNER_ONLY)),
                HomeWatch.ifGone(logs(), () -> Files.createDirectories(logs(), OWNER_ONLY)),
                HomeWatch.ifGone(run(), () -> RunPlace.make(this)),
                HomeWatch.ifGone(cache, framework::renewCache),
                renewCarried(),
                HomeWatch.ifGone(RunFile.host(this).file(), () -> HostLock.tell(this)),
                HomeWatch.ifGone(RunFile.registry(this).file(), () -> RunningRegistry.write(this, registryFile)));
    }

    /** Recreates the unpacked files of the jar. A host with a distribution has no such files. */
    private HomeWatch.Mend renewCarried() {
        return Files.exists(carried())
                ? HomeWatch.ifGone(carried(), () -> Carried.in(carried(), carriedBefore()))
                : () -> {};
    }

    /** Homes are equal if their home directories and their run directories are equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OrkaHome home && directory.equals(home.directory) && run.equals(home.run);
    }

    @Override
    public int hashCode() {
        return Objects.hash(directory, run);
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    /** Recreates a private temporary directory. The temporary directory of the machine must be open to all users. */
    private static HomeWatch.Mend renewTemporary(Path directory) {
        return OF_ALL.contains(directory)
                ? () -> {}
                : HomeWatch.ifGone(directory, () -> Files.createDirectories(directory, OWNER_ONLY));
    }

    /** Creates a directory. On Java 17, {@code Files.createDirectories} fails for a symbolic link to a directory. */
    private static void make(Path needed) throws IOException {
        if (!Files.isDirectory(needed)) {
            Files.createDirectories(needed, OWNER_ONLY);
        }
    }
}
