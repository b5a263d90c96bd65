package io.orka.engine;

import io.orka.identity.OrkaFailure;
import io.orka.registry.OpenToOthers;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A failure of an engine bundle or of one of its components.
 *
 * <p>A failure contains the text of an exception of the bundle. The exception object itself would keep the bundle's
 * classes in memory.
 */
public final class EngineFailure extends OrkaFailure {

    private static final long serialVersionUID = 1L;

    /** Another file contains the same bundle. */
    static final String TWICE = "ORKA-ENGINE-03";

    /** The bundle requires a package or a capability that is missing. */
    static final String UNRESOLVED = "ORKA-ENGINE-04";

    /** The bundle hangs, so it cannot be updated or removed. */
    static final String POSTPONED = "ORKA-ENGINE-10";

    /** The file, or the directory of the copies, cannot be used at the moment. */
    static final String UNREAD = "ORKA-ENGINE-18";

    /** Other users can write to the file. */
    static final String OPEN = "ORKA-ENGINE-20";

    private static final String STACK = "The stack trace is in the host's log.";

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
                "Copy the file again, or fix the cause and run orka:engine update.",
                cause);
    }

    static EngineFailure notRead(String file, Throwable cause) {
        return new EngineFailure(
                UNREAD,
                file + " cannot be read or copied: " + ThrownText.line(cause),
                "Make the file readable, and free disk space if the disk is full. Orka retries automatically.",
                cause);
    }

    static EngineFailure openToOthers(String file, OpenToOthers open) {
        return new EngineFailure(
                OPEN,
                file + " is not started: it " + open.complaint(),
                "Run '" + open.remedy() + "'. Orka then starts the bundle automatically.");
    }

    static EngineFailure noBundle(String file, String complaint) {
        return new EngineFailure(
                "ORKA-ENGINE-02",
                file + " is not an OSGi bundle: " + complaint,
                "Build it with bnd or maven-bundle-plugin, or embed it in the bundle that needs it.");
    }

    static EngineFailure twice(String label, String first) {
        return new EngineFailure(
                TWICE,
                label + " is already installed from " + first,
                "Delete one of the two files, or give one of them another version.");
    }

    static EngineFailure unresolved(String label, String missing, String remedy) {
        return new EngineFailure(UNRESOLVED, label + " cannot be resolved: " + missing, remedy);
    }

    static EngineFailure notStarted(String label, Throwable cause) {
        return new EngineFailure(
                "ORKA-ENGINE-05",
                label + " did not start: " + ThrownText.line(cause) + ThrownText.at(cause),
                ThrownText.remedy(cause) + " " + STACK);
    }

    static EngineFailure startHangs(String label, Duration waited, String frame) {
        return new EngineFailure(
                "ORKA-ENGINE-06",
                label + " has been starting for " + waited.toSeconds() + " s; it is in " + frame,
                "Do not block in the bundle's activator and components. Do slow work on another thread.");
    }

    static EngineFailure componentFailed(String label, String component, String thrown) {
        return new EngineFailure(
                "ORKA-ENGINE-07",
                label + ": activating the component " + component + " failed: " + thrown,
                "Fix the component's constructor, activate method or dependencies. " + STACK);
    }

    static EngineFailure stopHangs(String label, String frame) {
        return new EngineFailure(
                "ORKA-ENGINE-08",
                label + " does not stop; it is in " + frame,
                "Do not block in the bundle's stop and deactivate methods.");
    }

    static EngineFailure notStopped(String label, Throwable cause) {
        return new EngineFailure(
                "ORKA-ENGINE-09",
                label + " threw an exception while stopping: " + ThrownText.line(cause) + ThrownText.at(cause),
                "The bundle is stopped nevertheless. " + STACK);
    }

    /** Returns this failure with the addition that the previous content runs instead of the new content. */
    EngineFailure butRuns(String label) {
        return new EngineFailure(code(), reason() + "; " + label + " runs instead", remedy());
    }

    static EngineFailure notUpdated(String label, String complaint) {
        return new EngineFailure(
                POSTPONED,
                label + " cannot be replaced: " + complaint,
                "Fix the code that blocks the bundle, then run orka:engine update, or restart the host.");
    }

    static EngineFailure notInstalled(String label, Throwable cause) {
        return new EngineFailure(
                "ORKA-ENGINE-11",
                "the OSGi framework rejected " + label + ": " + ThrownText.line(cause),
                "Fix the manifest of the jar file. " + STACK);
    }

    static EngineFailure noDataArea(String label, Path directory, Exception cause) {
        return new EngineFailure(
                "ORKA-ENGINE-12",
                label + " was not started: its data directory " + directory + " cannot be used: "
                        + ThrownText.line(cause),
                "Make the path a directory that this user can write to.",
                cause);
    }

    static EngineFailure placeNotUsable(Path place, Exception cause) {
        return new EngineFailure(
                "ORKA-ENGINE-13",
                place + " cannot be used: " + ThrownText.line(cause),
                "Make the path a directory that this user can read and write.",
                cause);
    }

    static EngineFailure configuredTwice(String pid, String file, String first) {
        return new EngineFailure(
                "ORKA-ENGINE-14",
                "the configuration " + pid + " of " + file + " is already in " + first,
                "Remove the configuration from one of the two files.");
    }

    static EngineFailure notConfigured(String file, Exception cause) {
        return new EngineFailure(
                "ORKA-ENGINE-15",
                "the configurations of " + file + " could not be stored: " + ThrownText.line(cause),
                "If the stored configuration cannot be read, delete its file in data/org.apache.felix.configadmin and"
                        + " restart the host. " + STACK,
                cause);
    }

    static EngineFailure stopping() {
        return new EngineFailure(
                "ORKA-ENGINE-17", "the host is stopping", "Start the host again, then repeat the command.");
    }

    static EngineFailure interrupted() {
        return new EngineFailure(
                "ORKA-ENGINE-19",
                "the thread was interrupted while waiting for the engine bundles",
                "Check the states of the bundles with orka:engine: the command may still complete.");
    }

    static EngineFailure superseded(String label, String higher) {
        return new EngineFailure(
                "ORKA-ENGINE-16",
                label + " is not started: " + higher + " is a higher version of it",
                "Delete the file with the lower version if no other bundle imports its packages.");
    }
}
