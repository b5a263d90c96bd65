package io.orka.deploy;

import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.CodeSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** The class files of a directory. Its content does not change, so each package is looked up only once. */
final class ClassDirectory implements ClassFiles.Source {

    private final Path root;
    private final CodeSource source;
    private final Map<String, Boolean> packages = new ConcurrentHashMap<>();
    private volatile boolean closed;

    ClassDirectory(Path root) throws MalformedURLException {
        this.root = root;
        this.source = new CodeSource(root.toUri().toURL(), (CodeSigner[]) null);
    }

    @Override
    public @Nullable ClassFile find(String path) throws IOException {
        String inPackage = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        try {
            if (closed || !packages.computeIfAbsent(inPackage, name -> Files.isDirectory(root.resolve(name)))) {
                return null;
            }
            return new ClassFile(Files.readAllBytes(root.resolve(path)), source, this);
        } catch (NoSuchFileException | InvalidPathException none) { // no file can have a name with such characters
            return null;
        }
    }

    @Override
    public @Nullable Manifest manifest() {
        return null;
    }

    @Override
    public void close() {
        closed = true;
    }
}
