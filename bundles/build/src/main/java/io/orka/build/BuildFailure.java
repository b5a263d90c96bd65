package io.orka.build;

import io.orka.build.worker.FailureKind;
import io.orka.identity.OrkaFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A checkout that did not become a jar. */
public final class BuildFailure extends OrkaFailure {

    private static final long serialVersionUID = 1L;

    /** For lack of a compiler, of Go, a dependency, time, a worker or a disk. */
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
                "there is no compiler in " + javaHome + ": a JRE cannot build plugins",
                "Run Orka with a JDK, 17 or later",
                null);
    }

    static BuildFailure of(FailureKind kind, String text, Path log) {
        return switch (kind) {
            case COMPILE ->
                new BuildFailure(
                        "ORKA-BUILD-03", text, "Correct the sources; the whole output is in " + log, inWords(text));
            case MISSING ->
                new BuildFailure(
                        "ORKA-BUILD-04",
                        text,
                        "Check the coordinates, the network and the mirrors in Maven's settings.xml; the whole output is in "
                                + log,
                        inWords(text));
            case TESTS ->
                new BuildFailure(
                        "ORKA-BUILD-05",
                        text,
                        "Correct the tests, or leave out \"tests\" in the registry; the whole output is in " + log,
                        null);
            case POM -> new BuildFailure("ORKA-BUILD-06", text, "Correct the pom; the whole output is in " + log, null);
            case PACKAGING ->
                new BuildFailure(
                        "ORKA-BUILD-07",
                        text,
                        "Let the pom package a jar inside the repository, with the plugin's classes at its top; the whole output is in "
                                + log,
                        inWords(text));
            case SETTINGS ->
                new BuildFailure("ORKA-BUILD-16", text, "Correct the file; the whole output is in " + log, null);
            case JDK ->
                new BuildFailure(
                        "ORKA-BUILD-17",
                        text,
                        "Start Orka with a JDK that would do (JAVA_HOME), or name it in ~/.m2/toolchains.xml for a pom that"
                                + " asks for a toolchain; the whole output is in " + log,
                        null);
            case OTHER -> new BuildFailure("ORKA-BUILD-12", text, "The whole output is in " + log, inWords(text));
        };
    }

    /** What the worker says may be the system's own words, of a full disk, say. */
    private static IOException inWords(String text) {
        return new IOException(text);
    }

    /** The same failure in other words. */
    BuildFailure said(String reason) {
        return new BuildFailure(code(), reason, remedy(), this);
    }

    /** The same failure with a note about what may be behind it. */
    BuildFailure beside(String note) {
        return said(reason() + " (" + note + ")");
    }

    static BuildFailure jvmConfig(String text, Path log) {
        return of(FailureKind.SETTINGS, ".mvn/jvm.config: no JVM starts with these options: " + text, log);
    }

    static BuildFailure noGo() {
        return new BuildFailure(
                "ORKA-BUILD-13",
                "the plugin is written in Go, and there is no go command on this machine's PATH",
                "Install Go from https://go.dev/dl and start the host with its bin directory on the PATH",
                null);
    }

    static BuildFailure goTooOld(String wanted, String version) {
        return new BuildFailure(
                "ORKA-BUILD-14",
                "the plugin's go.mod asks for Go " + wanted + ", and this machine has Go " + version,
                "Install Go " + wanted + " or later, or set GOTOOLCHAIN=auto to let Go fetch it",
                null);
    }

    static BuildFailure noGoEntrypoint(String text) {
        return new BuildFailure(
                "ORKA-BUILD-15",
                text,
                "Export 'func OrkaCall(req sdk.Request, res *sdk.Response) error' from package main",
                null);
    }

    static BuildFailure goDoesNotCompile(String text) {
        return new BuildFailure("ORKA-BUILD-03", text, "Correct the sources; the build log has all of it", null);
    }

    static BuildFailure goModuleMissing(String text, Path log) {
        return new BuildFailure(
                "ORKA-BUILD-04",
                text,
                "Check the module's path and version, the network, and GOPROXY and GOPRIVATE; the whole output is in "
                        + log,
                null);
    }

    static BuildFailure goMod(String text, Path log) {
        return new BuildFailure("ORKA-BUILD-06", text, "Correct go.mod; the whole output is in " + log, null);
    }

    static BuildFailure goOther(String text, Path log) {
        return new BuildFailure("ORKA-BUILD-12", text, "The whole output is in " + log, inWords(text));
    }

    static BuildFailure deadline(Duration deadline, Path log) {
        return new BuildFailure(
                "ORKA-BUILD-08",
                "the build was not done after " + deadline.toSeconds() + " s and was ended with all its processes",
                "See in " + log + " what it was doing last, or raise 'build.deadline' in config/host.json",
                null);
    }

    static BuildFailure died(String how, Path log) {
        return new BuildFailure(
                "ORKA-BUILD-09",
                "the process that builds ended in the middle of the build: " + how,
                "See in " + log + " what the build did; the next build gets a new process",
                null);
    }

    static BuildFailure cannotStart(String what, @Nullable Throwable cause) {
        return new BuildFailure(
                "ORKA-BUILD-10",
                "the process that builds cannot be started: " + what,
                "Check that Orka is unpacked whole and that there is memory and space in the temporary directory",
                cause);
    }

    static BuildFailure cancelled(Path log) {
        return new BuildFailure(
                "ORKA-BUILD-11",
                "the build was cancelled and ended with all its processes",
                "Apply again; its output so far is in " + log,
                null);
    }

    static BuildFailure io(IOException failure, Path log) {
        return new BuildFailure(
                "ORKA-BUILD-12",
                "files of the build cannot be read or written: " + failure,
                "Check space and permissions; the output so far is in " + log,
                failure);
    }
}
