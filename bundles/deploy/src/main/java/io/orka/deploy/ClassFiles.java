package io.orka.deploy;

import java.io.Closeable;
import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** Reads class files from directories and jars, in the order of the class path. Safe for use by multiple threads. */
final class ClassFiles implements Closeable {

    private final List<Source> sources = new ArrayList<>();

    /** A directory or a jar. */
    sealed interface Source extends Closeable permits ClassDirectory, ClassJar {

        /** Returns {@code null} if there is no such class file, or the source is closed. */
        @Nullable
        ClassFile find(String path) throws IOException;

        /** The manifest of a jar; {@code null} for a directory, and for a jar without one. */
        @Nullable
        Manifest manifest() throws IOException;
    }

    ClassFiles(List<Path> classPath) throws MalformedURLException {
        for (Path path : classPath) {
            sources.add(Files.isDirectory(path) ? new ClassDirectory(path) : new ClassJar(path));
        }
    }

    /** Returns {@code null} if there is no such class file, or this is closed. */
    @Nullable
    ClassFile find(String path) throws IOException {
        for (Source source : sources) {
            ClassFile found = source.find(path);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Closes all sources. A source that cannot be closed does not keep the others open. */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (Source source : sources) {
            try {
                source.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
