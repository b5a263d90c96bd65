package io.orka.entry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes why a plugin's class cannot be loaded, initialized or constructed. */
final class BindFailures {

    private static final Pattern CLASS_FILE_VERSION = Pattern.compile("class file version (\\d+)");
    private static final int VERSION_OF_JAVA_0 = 44;

    private final Entrypoint entrypoint;
    private final Path directory;

    BindFailures(Entrypoint entrypoint, Path directory) {
        this.entrypoint = entrypoint;
        this.directory = directory;
    }

    BindFailure noEntry(String message) {
        return new BindFailure(
                BindFailure.NO_ENTRY,
                message,
                "Make the class public with a public no-argument constructor, and make its entrypoint a public method.",
                null);
    }

    BindFailure constructorThrew(Throwable thrown) {
        if (thrown instanceof LinkageError) {
            return of(thrown);
        }
        return failure(
                BindFailure.CONSTRUCTOR_THREW,
                "the constructor of " + className() + " threw " + where(thrown),
                "Fix the constructor, or provide the files, variables or services that it needs.",
                thrown);
    }

    BindFailure of(Throwable thrown) {
        if (thrown instanceof UnsupportedClassVersionError) {
            return tooNew(thrown);
        }
        if (thrown instanceof ClassNotFoundException || thrown instanceof NoClassDefFoundError) {
            return missing(thrown);
        }
        if (thrown instanceof ExceptionInInitializerError) {
            Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
            return failure(
                    BindFailure.INITIALIZER_FAILED,
                    "a static initializer of " + className() + " or of a class it uses failed: " + where(cause),
                    "Fix the static initializer, or provide the files, variables or services that it needs.",
                    thrown);
        }
        if (thrown instanceof NoSuchMethodException || thrown instanceof IllegalAccessException) {
            return noEntry(className() + " has no public method " + entrypoint.methodName() + " that matches the form "
                    + entrypoint.kind());
        }
        if (thrown instanceof LinkageError) {
            return failure(
                    BindFailure.BROKEN_CLASSES,
                    "the classes of " + className() + " are incompatible: " + where(thrown),
                    "Check the plugin's dependencies for two versions of one library.",
                    thrown);
        }
        return failure(
                BindFailure.INITIALIZER_FAILED,
                className() + " cannot be loaded: " + where(thrown),
                "See the host log for the stack trace.",
                thrown);
    }

    private BindFailure tooNew(Throwable thrown) {
        Matcher version = CLASS_FILE_VERSION.matcher(RecordedThrow.line(thrown));
        String java =
                version.find() ? "Java " + (Integer.parseInt(version.group(1)) - VERSION_OF_JAVA_0) : "a newer Java";
        return failure(
                BindFailure.JAVA_TOO_OLD,
                className() + " or one of its libraries requires " + java + ", but this host runs on Java "
                        + Runtime.version().feature(),
                "Compile the plugin for Java " + Runtime.version().feature() + " or lower, or run Orka on " + java
                        + ".",
                thrown);
    }

    private BindFailure missing(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        if (message.startsWith("Could not initialize class ")) {
            return failure(
                    BindFailure.INITIALIZER_FAILED,
                    "a static initializer failed earlier: " + message,
                    "See the host log for the first failure.",
                    thrown);
        }
        String name = message.replaceFirst(" not found by .*", "").replace('/', '.');
        return failure(
                BindFailure.CLASS_MISSING,
                "the class " + name + " is missing",
                name.equals(className())
                        ? "Check that the build adds it to the plugin's jar."
                        : "Add the dependency that contains it to the plugin's build. Its scope must not be provided or test.",
                thrown);
    }

    private BindFailure failure(String code, String message, String remedy, Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new BindFailure(code, message, remedy, RecordedThrow.of(thrown));
    }

    private String className() {
        return entrypoint.className();
    }

    /**
     * Returns the class and message of an exception, and the first line of the plugin's own code in the stack trace.
     */
    private String where(Throwable thrown) {
        return RecordedThrow.line(thrown)
                + RecordedThrow.firstFrame(thrown, this::isOwn)
                        .map(frame -> " at " + frame)
                        .orElse("");
    }

    private boolean isOwn(StackTraceElement frame) {
        return Files.isRegularFile(directory.resolve(frame.getClassName().replace('.', '/') + ".class"));
    }
}
