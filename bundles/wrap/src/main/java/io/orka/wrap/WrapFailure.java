package io.orka.wrap;

import io.orka.identity.OrkaFailure;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A built jar that cannot become a bundle. The codes are {@code ORKA-WRAP-01} to {@code ORKA-WRAP-10}. */
public final class WrapFailure extends OrkaFailure {

    private static final long serialVersionUID = 1L;

    private WrapFailure(String code, String message, String remedy, @Nullable Throwable cause) {
        super(code, message, remedy, cause);
    }

    static WrapFailure unreadableInput(Path file, IOException cause) {
        return new WrapFailure(
                "ORKA-WRAP-01",
                "cannot read " + file + ": " + words(cause),
                "Reload the plugin to build it again, and check the build log.",
                cause);
    }

    static WrapFailure unsafeJar(Path jar, String what) {
        return new WrapFailure(
                "ORKA-WRAP-02",
                jar.getFileName() + " " + what,
                "Change the build so that the jar has no such entries.",
                null);
    }

    static WrapFailure forbiddenHeader(Path jar, String header) {
        return new WrapFailure(
                "ORKA-WRAP-03",
                jar.getFileName() + " has the manifest header " + header + ", which is not allowed in a plugin",
                "Remove " + header + " from the plugin's build. Orka writes the manifest itself.",
                null);
    }

    static WrapFailure tooNew(String className, String compiledFor, int running) {
        return new WrapFailure(
                "ORKA-WRAP-04",
                className + " is compiled for " + compiledFor + ", but this host runs on Java " + running,
                "Compile the plugin with --release " + running + " (Maven: maven.compiler.release) or lower.",
                null);
    }

    static WrapFailure brokenClass(String file, RuntimeException cause) {
        return new WrapFailure(
                "ORKA-WRAP-05",
                file + " is not a readable class file",
                "Reload the plugin to build it again from clean sources.",
                cause);
    }

    static WrapFailure noEntrypoint(String message) {
        return new WrapFailure(
                "ORKA-WRAP-06",
                message,
                "Add a method 'public void orkaCall(Request, Response)' to one public class.",
                null);
    }

    static WrapFailure severalEntrypoints(String message, String firstClass) {
        return new WrapFailure(
                "ORKA-WRAP-07",
                message,
                "Keep one of them. If they are in several classes, you can also choose one in config.json, such as"
                        + " \"main\": \"" + firstClass + "\".",
                null);
    }

    static WrapFailure unknownMain(String main, String nearest) {
        return new WrapFailure(
                "ORKA-WRAP-08",
                "config.json has \"main\": \"" + main + "\", but the plugin has no such class",
                nearest.isEmpty() ? "Fix \"main\" in config.json." : "Did you mean \"" + nearest + "\"?",
                null);
    }

    static WrapFailure cannotWrite(Path file, IOException cause) {
        return new WrapFailure(
                "ORKA-WRAP-09",
                "cannot write " + file + ": " + words(cause),
                "Free space on that disk, or fix the permissions of the directory. Then apply again.",
                cause);
    }

    static WrapFailure notABundle(Path directory, String what, @Nullable Throwable cause) {
        return new WrapFailure(
                "ORKA-WRAP-10",
                directory + " is not an Orka bundle: " + what,
                "Delete the directory and apply again.",
                cause);
    }

    /** Returns the reason of a file system exception, if available, since the message repeats the path. */
    private static String words(IOException cause) {
        String kind = cause.getClass().getSimpleName().replace("Exception", "");
        if (cause instanceof FileSystemException files) {
            return files.getReason() == null ? kind : files.getReason();
        }
        return cause.getMessage() == null ? kind : cause.getMessage();
    }
}
