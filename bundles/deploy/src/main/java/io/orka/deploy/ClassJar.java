package io.orka.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.CodeSource;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The class files of a jar, for the running Java version (JEP 238). It is opened when it is first read. */
final class ClassJar implements ClassFiles.Source {

    private final Path path;
    private final URL url;
    private final CodeSource unsigned;
    private volatile @Nullable JarFile jar;
    private volatile boolean closed;

    ClassJar(Path path) throws MalformedURLException {
        this.path = path;
        this.url = path.toUri().toURL();
        this.unsigned = new CodeSource(url, (CodeSigner[]) null);
    }

    @Override
    public @Nullable ClassFile find(String name) throws IOException {
        JarFile opened = opened();
        return opened == null ? null : find(name, opened);
    }

    private @Nullable ClassFile find(String name, JarFile opened) throws IOException {
        try {
            JarEntry entry = opened.getJarEntry(name);
            if (entry == null) {
                return null;
            }
            byte[] bytes;
            try (InputStream in = opened.getInputStream(entry)) {
                bytes = in.readAllBytes();
            }
            CodeSigner[] signers = entry.getCodeSigners(); // known when all bytes have been read
            return new ClassFile(bytes, signers == null ? unsigned : new CodeSource(url, signers), this);
        } catch (IllegalStateException e) {
            if (closed) {
                return null;
            }
            throw e;
        }
    }

    @Override
    public @Nullable Manifest manifest() throws IOException {
        JarFile opened = opened();
        return opened == null ? null : opened.getManifest();
    }

    /** Returns {@code null} if this is closed. */
    private @Nullable JarFile opened() throws IOException {
        JarFile opened = jar;
        return opened != null ? opened : open();
    }

    private synchronized @Nullable JarFile open() throws IOException {
        if (jar == null && !closed) {
            jar = new JarFile(path.toFile(), true, ZipFile.OPEN_READ, JarFile.runtimeVersion());
        }
        return jar;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (jar != null) {
            jar.close();
        }
    }
}
