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
 * The directories of one host.
 *
 * <p>Everything but {@code config}, {@code bundles}, {@code data} and the lock can be deleted while no host runs, and comes
 * back; {@link #watch} has made again what may be deleted while one runs.
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
     * A home in a directory of one's choice.
     *
     * @param directory it need not exist yet
     * @return the home
     */
    public static OrkaHome of(Path directory) {
        Path home =
                requireNonNull(directory, "directory is null").toAbsolutePath().normalize();
        return new OrkaHome(home, home.resolve("run"));
    }

    /** The same home with the files of a running host in another directory. */
    OrkaHome runningIn(Path other) {
        return new OrkaHome(directory, other.toAbsolutePath().normalize());
    }

    /**
     * The home.
     *
     * @return an absolute path
     */
    public Path directory() {
        return directory;
    }

    /** Where a running host has its files: in the home, unless that takes none. */
    Path run() {
        return run;
    }

    /**
     * The home people have when they say nothing: {@code $ORKA_HOME}, else {@code .orka} in the user's home directory.
     *
     * @param environment the process environment
     * @return the home
     */
    static OrkaHome fromEnvironment(Map<String, String> environment) {
        String home = environment.getOrDefault("ORKA_HOME", "");
        // The script sets user.home from $HOME, which Java itself would read from the system's user database.
        return of(home.isBlank() ? Path.of(System.getProperty("user.home"), ".orka") : Path.of(home));
    }

    /**
     * The registry file this home has by default.
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

    /** A copy of the last settings that could be used; also found where the run files are elsewhere. */
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

    /** Where the JVM's archives of starts are: what the start script says, else in this home. */
    Path archives() {
        String named = System.getProperty("orka.archives", "");
        return named.isEmpty() ? run().resolve("archives") : Path.of(named).toAbsolutePath();
    }

    /** What the jar for embedding programs carries, unpacked. */
    Path carried() {
        return run().resolve("carried");
    }

    /** The same in the home, of a host whose run files were there. */
    Path carriedBefore() {
        return directory.resolve("run").resolve("carried");
    }

    /** Locked while a host runs. */
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
     * Where engine bundles are, and what they need.
     *
     * @param registryFile the registry in use, which may be among the configurations
     * @param shipped the directory of the bundles that come with the host
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
     * Makes the directories that must be there, open to their owner alone.
     *
     * @throws HostFailure when one cannot be made, or is open to others
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
     * Has what may be deleted while a host runs made again.
     *
     * @param lock of the host
     * @param registryFile the registry in use
     * @param framework has its files in one of the caches of this home
     * @param cache which one
     * @param changes what is to be done when changes can be made again after a time in which they could not
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

    /** Where it has been unpacked; other hosts have a distribution. */
    private HomeWatch.Mend renewCarried() {
        return Files.exists(carried())
                ? HomeWatch.ifGone(carried(), () -> Carried.in(carried(), carriedBefore()))
                : () -> {};
    }

    /** Equal are homes with the same directories, however they were spelled. */
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

    /** Only one of the host's own: that of the whole machine has to be open to all. */
    private static HomeWatch.Mend renewTemporary(Path directory) {
        return OF_ALL.contains(directory)
                ? () -> {}
                : HomeWatch.ifGone(directory, () -> Files.createDirectories(directory, OWNER_ONLY));
    }

    /** Java 17 takes a link to a directory for a file in its way. */
    private static void make(Path needed) throws IOException {
        if (!Files.isDirectory(needed)) {
            Files.createDirectories(needed, OWNER_ONLY);
        }
    }
}
