package io.orka.launcher;

import io.orka.deploy.EngineFrame;
import io.orka.identity.Listed;
import io.orka.identity.NearestName;
import io.orka.identity.OrkaFailure;
import io.orka.registry.CallTime;
import io.orka.registry.OpenToOthers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A host that cannot start or cannot be reached. */
public final class HostFailure extends OrkaFailure {

    private static final long serialVersionUID = 1L;

    private HostFailure(String code, String message, String remedy, @Nullable Throwable cause) {
        super(code, message, remedy, cause);
    }

    static HostFailure alreadyRuns(Path home, String holder) {
        return new HostFailure(
                "ORKA-HOST-01",
                home + " is in use by another host (" + holder + ")",
                "Connect to that host with 'orka shell' or 'orka exec', stop it, or choose another --home.",
                null);
    }

    static HostFailure homeNotUsable(Path path, IOException cause) {
        return new HostFailure(
                "ORKA-HOST-02",
                "cannot use " + path + ": " + cause,
                "Give this user write access, or choose another --home.",
                cause);
    }

    static HostFailure openToOthers(Path needed, OpenToOthers open) {
        String complaint = open.path().equals(needed) ? open.reason() : needed + ": " + open.reason();
        return new HostFailure(
                "ORKA-HOST-18",
                complaint,
                "Run '" + open.remedy()
                        + "', or choose another --home. If only trusted users can access this path, set "
                        + OpenToOthers.TRUSTED + ".",
                null);
    }

    static HostFailure frameworkDidNotStart(Throwable cause) {
        return new HostFailure(
                "ORKA-HOST-03",
                "the OSGi framework did not start: " + cause,
                "See the host's log. While no host runs, you can delete 'run/' in the home directory.",
                cause);
    }

    static HostFailure modulesMissing(List<String> modules, String javaHome) {
        return new HostFailure(
                "ORKA-HOST-12",
                "the Java installation in " + javaHome + " lacks the modules " + String.join(", ", modules),
                "Use a complete JDK 17 or later, or add these modules to the runtime image.",
                null);
    }

    static HostFailure oldLogging(String found, NoSuchMethodException cause) {
        return new HostFailure(
                "ORKA-HOST-23",
                "SLF4J on the class path is older than version 2: " + found,
                "Use slf4j-api 2.0 or later, with a matching logging provider or none.",
                cause);
    }

    static HostFailure frameworkDidNotStop(Duration deadline, List<EngineFrame> running) {
        String what = running.isEmpty()
                ? "no code of an engine bundle is running"
                : Listed.of(
                        running.stream()
                                .map(code -> code.owner() + " is in " + code.line())
                                .distinct()
                                .toList(),
                        "; ");
        return new HostFailure(
                "ORKA-HOST-13",
                "the framework did not stop within " + deadline.toSeconds() + " s: " + what,
                "Do not block in activators, listeners and deactivate methods. The host exits without waiting any longer.",
                null);
    }

    static HostFailure noRunningHost(Path home) {
        return new HostFailure(
                "ORKA-HOST-04",
                "no host is running on " + home,
                "Start a host with 'orka run', or choose another --home.",
                null);
    }

    static HostFailure stillEnds(long pid, Duration timeout) {
        return new HostFailure(
                "ORKA-HOST-19",
                "the host (process " + pid + ") has not stopped within " + CallTime.people(timeout),
                "Set a longer --timeout, or end the process: kill " + pid,
                null);
    }

    static HostFailure noSuchCommand(String typed, Collection<String> known) {
        return new HostFailure(
                "ORKA-HOST-20",
                "unknown command '" + typed + "'",
                NearestName.of(typed, known)
                        .map(near -> "Did you mean '" + near + "'?")
                        .orElse("Run 'orka help' for the list."),
                null);
    }

    static HostFailure withoutShell() {
        return new HostFailure("ORKA-HOST-10", "this host has no shell", "See the host's log for the reason.", null);
    }

    static HostFailure otherRegistry(Path home, Path running) {
        return new HostFailure(
                "ORKA-HOST-11",
                "the host running on " + home + " uses the registry " + running,
                "Omit --registry, stop that host, or choose another --home.",
                null);
    }

    static HostFailure silent(Path home, String holder, OrkaFailure cause) {
        return new HostFailure(
                "ORKA-HOST-16",
                "the host running on " + home + " (" + holder + ") does not answer",
                "If the host's process is suspended, continue it with 'kill -CONT'. Check the host's log for a lack of"
                        + " descriptors, threads or memory. As a last resort, end the process with 'kill -KILL' and"
                        + " start the host again.",
                cause);
    }

    static HostFailure lockLost(Path file) {
        return new HostFailure(
                "ORKA-HOST-17",
                "the lock file " + file
                        + " of this host was deleted or replaced, so this host makes no more changes;"
                        + " calls continue",
                "Stop this host (process " + ProcessHandle.current().pid() + ") and start it again.",
                null);
    }

    static HostFailure runsElsewhere(OrkaHome home) {
        return new HostFailure(
                "ORKA-HOST-22",
                "the home directory " + home.directory() + " is full or read-only, so the run files and the log are in "
                        + home.run() + "; restored plugins stay active",
                "Make the home directory writable and free disk space. The host then makes changes again, and the next"
                        + " start keeps the run files and the log there.",
                null);
    }

    static HostFailure homeTakesNothing(Path home, IOException cause) {
        return new HostFailure(
                "ORKA-HOST-21",
                "the home directory " + home
                        + " is full or read-only, so this host makes no changes; active plugins stay" + " active",
                "Make " + home + " writable and free disk space. The host then makes changes again automatically.",
                cause);
    }

    static HostFailure examplesMissing(Path where) {
        return new HostFailure(
                "ORKA-HOST-05",
                "the example plugins are missing in " + where,
                "Run 'orka demo' from an unpacked distribution or from the repository.",
                null);
    }

    static HostFailure demoHomeTaken(Path home) {
        return new HostFailure(
                "ORKA-HOST-06",
                home + " exists and was not created by the demo",
                "Choose another directory with --home.",
                null);
    }
}
