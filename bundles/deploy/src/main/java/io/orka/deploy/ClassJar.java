package io.orka.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.CodeSource;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The class files of a jar, for the running Java version (JEP 238). It is opened when it is first read. */
final class ClassJar implements ClassFiles.Source {

    private static final Logger LOG = LoggerFactory.getLogger(ClassJar.class);

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
        return read(opened -> {
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
        });
    }

    @Override
    public @Nullable Manifest manifest() throws IOException {
        return read(JarFile::getManifest);
    }

    /** A step that reads the open jar. */
    private interface Reading<T> {
        @Nullable
        T from(JarFile jar) throws IOException;
    }

    /** Returns {@code null} if the jar is closed, even by another thread during the reading, or is damaged. */
    private <T> @Nullable T read(Reading<T> reading) throws IOException {
        JarFile opened = jar;
        try {
            opened = opened == null ? open() : opened;
            return opened == null ? null : reading.from(opened);
        } catch (IllegalStateException e) {
            if (closed) {
                return null;
            }
            throw e;
        }
    }

    private synchronized @Nullable JarFile open() throws IOException {
        if (jar == null && !closed) {
            try {
                jar = new JarFile(path.toFile(), true, ZipFile.OPEN_READ, JarFile.runtimeVersion());
            } catch (ZipException e) { // a class path skips such a jar
                LOG.warn("Cannot read {}, so its classes are not available: {}", path, e.toString());
                closed = true;
            }
        }
        return closed ? null : jar;
    }

    /** Also closes the jar in the JDK's connection cache, which is opened when code reads a URL. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (jar != null) {
            jar.close();
        }
        try {
            ((JarURLConnection) new URL("jar:" + url + "!/").openConnection())
                    .getJarFile()
                    .close();
        } catch (ZipException damaged) {
            LOG.debug("{} was never open", path, damaged);
        }
    }
}
