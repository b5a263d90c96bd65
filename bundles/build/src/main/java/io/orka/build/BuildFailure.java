package io.orka.build;

import io.orka.build.worker.FailureKind;
import io.orka.identity.OrkaFailure;
import io.orka.registry.CallTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A failed build. */
public final class BuildFailure extends OrkaFailure {

    private static final long serialVersionUID = 1L;

    /** The codes of failures from a missing compiler, Go or dependency, a timeout, a lost worker or a disk. */
    private static final Set<String> TRANSIENT = Set.of(
            "ORKA-BUILD-02",
            "ORKA-BUILD-04",
            "ORKA-BUILD-08",
            "ORKA-BUILD-09",
            "ORKA-BUILD-10",
            "ORKA-BUILD-11",
            "ORKA-BUILD-13",
            "ORKA-BUILD-14");

    private BuildFailure(String code, String message, String remedy, @Nullable Throwable cause) {
        super(code, message, remedy, cause);
    }

    @Override
    public boolean isTransient() {
        return TRANSIENT.contains(code());
    }

    static BuildFailure noBuilder(String message, String remedy) {
        return new BuildFailure("ORKA-BUILD-01", message, remedy, null);
    }

    static BuildFailure noCompiler(Path javaHome) {
        return new BuildFailure(
                "ORKA-BUILD-02",
                "no compiler in " + javaHome + ": a JRE cannot build plugins",
                "Run Orka with JDK 17 or later.",
                null);
    }

    static BuildFailure of(FailureKind kind, String text, Path log) {
        return switch (kind) {
            case COMPILE -> new BuildFailure("ORKA-BUILD-03", text, "Fix the sources. " + output(log), inWords(text));
            case MISSING ->
                new BuildFailure(
                        "ORKA-BUILD-04",
                        text,
                        "Check the coordinates, the network and the mirrors in Maven's settings.xml. " + output(log),
                        inWords(text));
            case TESTS ->
                new BuildFailure(
                        "ORKA-BUILD-05",
                        text,
                        "Fix the tests, or remove \"tests\" from the entry in plugins.json. " + output(log),
                        null);
            case POM -> new BuildFailure("ORKA-BUILD-06", text, "Fix the pom. " + output(log), null);
            case PACKAGING ->
                new BuildFailure(
                        "ORKA-BUILD-07",
                        text,
                        "Make the pom package a jar in the repository, with the plugin's classes at its root. "
                                + output(log),
                        inWords(text));
            case SETTINGS -> new BuildFailure("ORKA-BUILD-16", text, "Fix the file. " + output(log), null);
            case JDK ->
                new BuildFailure(
                        "ORKA-BUILD-17",
                        text,
                        "Start Orka with a suitable JDK (JAVA_HOME), or add it to ~/.m2/toolchains.xml if the pom requires a"
                                + " toolchain. " + output(log),
                        null);
            case OTHER -> new BuildFailure("ORKA-BUILD-12", text, output(log), inWords(text));
        };
    }

    private static String output(Path log) {
        return "The full output is in " + log + ".";
    }

    /**
     * Returns the text as an exception, since it may be a message of the operating system, for example about a full
     * disk.
     */
    private static IOException inWords(String text) {
        return new IOException(text);
    }

    /** Copies this failure with another reason. */
    BuildFailure said(String reason) {
        return new BuildFailure(code(), reason, remedy(), this);
    }

    /** Copies this failure and adds a note about a possible cause. */
    BuildFailure withNote(String note) {
        return said(reason() + " (" + note + ")");
    }

    static BuildFailure jvmConfig(String text, Path log) {
        return of(FailureKind.SETTINGS, ".mvn/jvm.config: the JVM does not start with these options: " + text, log);
    }

    static BuildFailure noGo() {
        return new BuildFailure(
                "ORKA-BUILD-13",
                "the plugin is written in Go, but there is no go command on the PATH",
                "Install Go from https://go.dev/dl and start the host with its bin directory on the PATH.",
                null);
    }

    static BuildFailure goTooOld(String wanted, String version) {
        return new BuildFailure(
                "ORKA-BUILD-14",
                "the plugin's go.mod requires Go " + wanted + ", but this machine has Go " + version,
                "Install Go " + wanted + " or later, or set GOTOOLCHAIN=auto to let Go download it.",
                null);
    }

    static BuildFailure noGoEntrypoint(String text) {
        return new BuildFailure(
                "ORKA-BUILD-15",
                text,
                "Export 'func OrkaCall(req sdk.Request, res *sdk.Response) error' from package main.",
                null);
    }

    static BuildFailure goDoesNotParse(String text) {
        return new BuildFailure("ORKA-BUILD-03", text, "Fix the sources.", null);
    }

    static BuildFailure goDoesNotCompile(String text, Path log) {
        return new BuildFailure("ORKA-BUILD-03", text, "Fix the sources. " + output(log), null);
    }

    static BuildFailure goModuleMissing(String text, Path log) {
        return new BuildFailure(
                "ORKA-BUILD-04",
                text,
                "Check the module's path and version, the network, and GOPROXY and GOPRIVATE. " + output(log),
                null);
    }

    static BuildFailure goMod(String text, Path log) {
        return new BuildFailure("ORKA-BUILD-06", text, "Fix go.mod. " + output(log), null);
    }

    static BuildFailure goOther(String text, Path log) {
        return new BuildFailure("ORKA-BUILD-12", text, output(log), inWords(text));
    }

    static BuildFailure deadline(Duration deadline, Path log) {
        return new BuildFailure(
                "ORKA-BUILD-08",
                "the build timed out after " + CallTime.people(deadline) + "; all its processes were stopped",
                "See the last steps of the build in " + log + ", or increase 'build.deadline' in config/host.json.",
                null);
    }

    static BuildFailure died(String how, Path log) {
        return new BuildFailure(
                "ORKA-BUILD-09",
                "the build worker ended during the build: " + how,
                "See the output in " + log + ". The next build gets a new worker.",
                null);
    }

    static BuildFailure cannotStart(String what, @Nullable Throwable cause) {
        return new BuildFailure(
                "ORKA-BUILD-10",
                "cannot start the build worker: " + what,
                "Check that the Orka installation is complete, and that there is enough memory and space in the temporary"
                        + " directory.",
                cause);
    }

    static BuildFailure cancelled(Path log) {
        return new BuildFailure(
                "ORKA-BUILD-11",
                "the build was cancelled; all its processes were stopped",
                "Apply again. The output so far is in " + log + ".",
                null);
    }

    static BuildFailure io(IOException failure, Path log) {
        return new BuildFailure(
                "ORKA-BUILD-12",
                "cannot read or write files of the build: " + failure,
                "Check disk space and permissions. The output so far is in " + log + ".",
                failure);
    }
}
