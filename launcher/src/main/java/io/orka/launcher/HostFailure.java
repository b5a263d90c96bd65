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
                "another host runs on " + home + " (" + holder + ")",
                "Talk to it by 'orka shell' or 'orka exec', stop it, or choose another --home",
                null);
    }

    static HostFailure homeNotUsable(Path path, IOException cause) {
        return new HostFailure(
                "ORKA-HOST-02",
                "cannot use " + path + ": " + cause,
                "Give this user the right to write there, or choose another --home",
                cause);
    }

    static HostFailure openToOthers(Path needed, OpenToOthers open) {
        String complaint = open.path().equals(needed) ? open.reason() : needed + ": " + open.reason();
        return new HostFailure(
                "ORKA-HOST-18",
                complaint,
                "Type '" + open.remedy() + "', or choose another --home; where only those you trust can reach it, set "
                        + OpenToOthers.TRUSTED,
                null);
    }

    static HostFailure frameworkDidNotStart(Throwable cause) {
        return new HostFailure(
                "ORKA-HOST-03",
                "the OSGi framework did not start: " + cause,
                "See the host's log; the run directory of the home can be deleted",
                cause);
    }

    static HostFailure modulesMissing(List<String> modules, String javaHome) {
        return new HostFailure(
                "ORKA-HOST-12",
                "the Java in " + javaHome + " lacks the modules " + String.join(", ", modules),
                "Use a whole JDK of version 17 or later, or make the runtime image with these modules too",
                null);
    }

    static HostFailure oldLogging(String found, NoSuchMethodException cause) {
        return new HostFailure(
                "ORKA-HOST-23",
                "the SLF4J on the class path is older than version 2: " + found,
                "Use slf4j-api 2.0 or later, and a logging provider for it or none",
                cause);
    }

    static HostFailure frameworkDidNotStop(Duration deadline, List<EngineFrame> running) {
        String what = running.isEmpty()
                ? "no engine code is running"
                : Listed.of(
                        running.stream()
                                .map(code -> code.owner() + " is in " + code.line())
                                .distinct()
                                .toList(),
                        "; ");
        return new HostFailure(
                "ORKA-HOST-13",
                "the framework has not stopped within " + deadline.toSeconds() + " s: " + what,
                "Let activators, listeners and deactivate methods return at once. The host ends without waiting any longer",
                null);
    }

    static HostFailure noRunningHost(Path home) {
        return new HostFailure(
                "ORKA-HOST-04", "no host runs on " + home, "Start one by 'orka run', or choose another --home", null);
    }

    static HostFailure stillEnds(long pid, Duration timeout) {
        return new HostFailure(
                "ORKA-HOST-19",
                "the host (process " + pid + ") has not ended after " + CallTime.people(timeout),
                "Wait longer by --timeout, or end it at once: kill " + pid,
                null);
    }

    static HostFailure noSuchCommand(String typed, Collection<String> known) {
        return new HostFailure(
                "ORKA-HOST-20",
                "there is no command '" + typed + "'",
                NearestName.of(typed, known)
                        .map(near -> "Did you mean '" + near + "'?")
                        .orElse("'orka help' lists them"),
                null);
    }

    static HostFailure withoutShell() {
        return new HostFailure("ORKA-HOST-10", "this host has no shell", "See its log for the reason", null);
    }

    static HostFailure otherRegistry(Path home, Path running) {
        return new HostFailure(
                "ORKA-HOST-11",
                "the host that runs on " + home + " uses the registry " + running,
                "Leave --registry out, or stop that host, or choose another --home",
                null);
    }

    static HostFailure silent(Path home, String holder, OrkaFailure cause) {
        return new HostFailure(
                "ORKA-HOST-16",
                "the host that runs on " + home + " (" + holder + ") does not answer",
                "If its process was stopped, continue it by 'kill -CONT'; if it lacks descriptors, threads or memory, its log"
                        + " says so; if nothing helps, end it by 'kill -KILL' and start it again",
                cause);
    }

    static HostFailure lockLost(Path file) {
        return new HostFailure(
                "ORKA-HOST-17",
                "the lock file " + file
                        + " of this host was deleted or replaced, so this host changes nothing any more;"
                        + " calls go on",
                "Stop this host (process " + ProcessHandle.current().pid() + ") and start it again",
                null);
    }

    static HostFailure runsElsewhere(OrkaHome home) {
        return new HostFailure(
                "ORKA-HOST-22",
                "the home " + home.directory() + " takes no files, so the run files and the log are in " + home.run()
                        + "; what served before serves",
                "Make the home writable and free space; then changes are made again, and the next start uses the home",
                null);
    }

    static HostFailure homeTakesNothing(Path home, IOException cause) {
        return new HostFailure(
                "ORKA-HOST-21",
                "the home " + home + " is full or read-only, so this host changes nothing; what served before serves",
                "Make " + home + " writable and free space; the host notices, and makes changes again",
                cause);
    }

    static HostFailure examplesMissing(Path where) {
        return new HostFailure(
                "ORKA-HOST-05",
                "the example plugins are not in " + where,
                "Run 'orka demo' from an unpacked distribution or from the repository",
                null);
    }

    static HostFailure demoHomeTaken(Path home) {
        return new HostFailure(
                "ORKA-HOST-06",
                home + " exists and was not made by the demo",
                "Choose another directory by --home",
                null);
    }
}
