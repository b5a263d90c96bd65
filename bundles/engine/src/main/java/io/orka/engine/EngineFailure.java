package io.orka.engine;

import io.orka.identity.OrkaFailure;
import io.orka.registry.OpenToOthers;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An engine bundle that cannot run, or not as a whole.
 *
 * <p>It holds the text of what the bundle's code threw and not the exception itself, so that keeping this never keeps the
 * bundle's classes in memory.
 */
public final class EngineFailure extends OrkaFailure {

    private static final long serialVersionUID = 1L;

    /** The same bundle is in another file. */
    static final String TWICE = "ORKA-ENGINE-03";

    /** The bundle needs a package or a capability that is not there. */
    static final String UNRESOLVED = "ORKA-ENGINE-04";

    /** The bundle hangs, so it cannot be updated or removed. */
    static final String POSTPONED = "ORKA-ENGINE-10";

    /** The file, or the place of the copies, is not usable at the moment. */
    static final String UNREAD = "ORKA-ENGINE-18";

    /** Others can write to the file. */
    static final String OPEN = "ORKA-ENGINE-20";

    private static final String STACK = "the stack is in the host's log";

    private EngineFailure(String code, String message, String remedy, @Nullable Throwable cause) {
        super(code, message, remedy, cause);
    }

    private EngineFailure(String code, String message, String remedy) {
        this(code, message, remedy, null);
    }

    static EngineFailure brokenJar(String file, Exception cause) {
        return new EngineFailure(
                "ORKA-ENGINE-01",
                file + " cannot be read as a jar file: " + ThrownText.line(cause),
                "Copy it again, or type 'orka:engine update' when the cause is gone",
                cause);
    }

    static EngineFailure notRead(String file, Throwable cause) {
        return new EngineFailure(
                UNREAD,
                file + " cannot be read or copied: " + ThrownText.line(cause),
                "Make the file readable, and room on the disk; it is tried again by itself",
                cause);
    }

    static EngineFailure openToOthers(String file, OpenToOthers open) {
        return new EngineFailure(
                OPEN,
                file + " is not run, since it " + open.complaint(),
                "Type '" + open.remedy() + "'; it is looked at again by itself");
    }

    static EngineFailure noBundle(String file, String complaint) {
        return new EngineFailure(
                "ORKA-ENGINE-02",
                file + " is not an OSGi bundle: " + complaint,
                "Build it with bnd or maven-bundle-plugin, or embed it in the bundle that needs it");
    }

    static EngineFailure twice(String label, String first) {
        return new EngineFailure(
                TWICE,
                label + " is already installed from " + first,
                "Delete one of the two files, or give one of them another version");
    }

    static EngineFailure unresolved(String label, String missing, String remedy) {
        return new EngineFailure(UNRESOLVED, label + " cannot be resolved: " + missing, remedy);
    }

    static EngineFailure notStarted(String label, Throwable cause) {
        return new EngineFailure(
                "ORKA-ENGINE-05",
                label + " did not start: " + ThrownText.line(cause) + ThrownText.at(cause),
                ThrownText.remedy(cause) + "; " + STACK);
    }

    static EngineFailure startHangs(String label, Duration waited, String frame) {
        return new EngineFailure(
                "ORKA-ENGINE-06",
                label + " has not come back from its start for " + waited.toSeconds() + " s; it is in " + frame,
                "Let its activator and its components return at once and do what takes time in a thread");
    }

    static EngineFailure componentFailed(String label, String component, String thrown) {
        return new EngineFailure(
                "ORKA-ENGINE-07",
                label + ": the component " + component + " could not be activated: " + thrown,
                "Correct its constructor or activate method, or what it needs; " + STACK);
    }

    static EngineFailure stopHangs(String label, String frame) {
        return new EngineFailure(
                "ORKA-ENGINE-08",
                label + " does not come back from its stop; it is in " + frame,
                "Let its stop and deactivate methods return in time");
    }

    static EngineFailure notStopped(String label, Throwable cause) {
        return new EngineFailure(
                "ORKA-ENGINE-09",
                label + " threw when it was stopped: " + ThrownText.line(cause) + ThrownText.at(cause),
                "It is stopped all the same; " + STACK);
    }

    /** The new content of a file cannot run, so the previous one does. */
    EngineFailure butRuns(String label) {
        return new EngineFailure(code(), reason() + "; " + label + ", which ran before, runs instead", remedy());
    }

    static EngineFailure notUpdated(String label, String complaint) {
        return new EngineFailure(
                POSTPONED,
                label + " cannot be replaced: " + complaint,
                "Correct what holds it, then 'orka:engine update', or restart the host");
    }

    static EngineFailure notInstalled(String label, Throwable cause) {
        return new EngineFailure(
                "ORKA-ENGINE-11",
                "the framework refuses " + label + ": " + ThrownText.line(cause),
                "Correct the jar's manifest; " + STACK);
    }

    static EngineFailure noDataArea(String label, Path directory, Exception cause) {
        return new EngineFailure(
                "ORKA-ENGINE-12",
                label + " was not started, since its data directory " + directory + " cannot be used: "
                        + ThrownText.line(cause),
                "Make it a directory this user can write to",
                cause);
    }

    static EngineFailure placeNotUsable(Path place, Exception cause) {
        return new EngineFailure(
                "ORKA-ENGINE-13",
                place + " cannot be used: " + ThrownText.line(cause),
                "Make it a directory that this user can read and write",
                cause);
    }

    static EngineFailure configuredTwice(String pid, String file, String first) {
        return new EngineFailure(
                "ORKA-ENGINE-14",
                "the configuration " + pid + " of " + file + " is already in " + first,
                "Take it out of one of the two files");
    }

    static EngineFailure notConfigured(String file, Exception cause) {
        return new EngineFailure(
                "ORKA-ENGINE-15",
                "the configurations of " + file + " could not be handed on: " + ThrownText.line(cause),
                "If it is the stored configuration that cannot be read, delete its file in"
                        + " data/org.apache.felix.configadmin and restart the host; " + STACK,
                cause);
    }

    static EngineFailure stopping() {
        return new EngineFailure("ORKA-ENGINE-17", "the host is stopping", "Start it again, and then try again");
    }

    static EngineFailure interrupted() {
        return new EngineFailure(
                "ORKA-ENGINE-19",
                "the thread was interrupted while it waited for the engine bundles",
                "Look at their states: what was asked for may still be carried out");
    }

    static EngineFailure superseded(String label, String higher) {
        return new EngineFailure(
                "ORKA-ENGINE-16",
                label + " is not started, since " + higher + " is a higher version of it",
                "Delete the file if nothing else imports its packages");
    }
}
