package io.orka.deploy;

import io.orka.entry.RecordedThrow;
import io.orka.leaks.PluginLoader;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The class loader of a plugin and its libraries, and the context class loader of its calls. For libraries it is a
 * class path: resources have {@code file:} and {@code jar:file:} URLs, and packages and code sources are those of the
 * jars. Safe for use by multiple threads, which load different classes at the same time.
 */
final class PluginClassLoader extends PluginLoader implements BundleReference {

    private static final Logger LOG = LoggerFactory.getLogger(PluginClassLoader.class);

    /** The first segments of the JDK's packages. Other packages are searched in the plugin only. */
    private static final List<String> JDK =
            List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "org.w3c.", "org.xml.", "org.ietf.", "netscape.");

    static {
        registerAsParallelCapable();
    }

    private final ClassFiles classFiles;
    private final boolean weaves;
    private final Map<Thread, ClassLoader> contexts = Collections.synchronizedMap(new WeakHashMap<>());
    private volatile @Nullable Bundle bundle;

    /**
     * Creates the loader of one installation.
     *
     * @param name for stack traces and thread dumps
     * @param classPath directories and jars, by paths unique to this installation
     * @param weaves whether loops are made stoppable
     */
    PluginClassLoader(String name, List<Path> classPath, boolean weaves) throws MalformedURLException {
        super(name, urls(classPath), HostClasses.SHARED);
        this.classFiles = new ClassFiles(classPath);
        this.weaves = weaves;
    }

    private static URL[] urls(List<Path> classPath) throws MalformedURLException {
        URL[] urls = new URL[classPath.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = classPath.get(i).toUri().toURL();
        }
        return urls;
    }

    /** Call this once, when the bundle is installed and none of its code has run. */
    void belongsTo(Bundle installed) {
        bundle = installed;
    }

    /** Returns {@code null} while the framework installs the bundle. */
    @Override
    public @Nullable Bundle getBundle() {
        return bundle;
    }

    /**
     * Returns the context class loader that this plugin has set for a thread of a shared pool; {@code null} if it has
     * set none. The plugin keeps this loader, since the thread must not.
     */
    @Nullable
    ClassLoader context(Thread thread) {
        return contexts.get(thread);
    }

    /** Sets the context class loader for a thread of a shared pool; {@code null} for this loader. */
    void setContext(Thread thread, @Nullable ClassLoader context) {
        if (context == null || context == this) {
            contexts.remove(thread);
        } else {
            contexts.put(thread, context);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (HostClasses.isShared(name)) {
            return getParent().loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            Class<?> jdk = jdkClass(name);
            return jdk != null ? jdk : findClass(name);
        }
    }

    private @Nullable Class<?> jdkClass(String name) {
        for (String prefix : JDK) {
            if (name.startsWith(prefix)) {
                try {
                    return getParent().loadClass(name);
                } catch (ClassNotFoundException none) { // such as javax.inject, which is a library
                    return null;
                }
            }
        }
        return null;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        ClassFile file;
        try {
            file = classFiles.find(name.replace('.', '/') + ".class");
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            definePackage(name, file);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
        byte[] bytes = woven(name, file.bytes());
        return defineClass(name, bytes, 0, bytes.length, file.source());
    }

    private void definePackage(String className, ClassFile file) throws IOException {
        String name = className.substring(0, Math.max(0, className.lastIndexOf('.')));
        if (name.isEmpty() || getDefinedPackage(name) != null) {
            return;
        }
        Manifest manifest = file.from().manifest();
        try {
            if (manifest == null) {
                definePackage(name, null, null, null, null, null, null, null);
            } else {
                definePackage(name, manifest, file.source().getLocation());
            }
        } catch (IllegalArgumentException definedByAnotherThread) {
            LOG.trace("{} is already defined", name);
        }
    }

    private byte[] woven(String name, byte[] bytes) {
        try {
            byte[] recorded = Objects.requireNonNullElse(ClassValueWeaver.weave(bytes), bytes);
            return weaves ? Objects.requireNonNullElse(LoopWeaver.weave(recorded), recorded) : recorded;
        } catch (RuntimeException e) { // the plugin may work without it
            LOG.warn("{}: cannot inject code into {}: {}", getName(), name, RecordedThrow.line(e));
            return bytes;
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : getParent().getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> found = new ArrayList<>(Collections.list(findResources(name)));
        found.addAll(Collections.list(getParent().getResources(name)));
        return Collections.enumeration(found);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        URL url = getResource(name);
        if (url == null) {
            return null;
        }
        try {
            URLConnection connection = url.openConnection();
            connection.setUseCaches(false);
            return connection.getInputStream();
        } catch (IOException unreadable) { // by the method's contract, an unreadable resource does not exist
            return null;
        }
    }

    /**
     * Closes the plugin's jars, including those in the JDK's connection cache. The cache is keyed by path, which is
     * unique to this installation. No further class is found.
     */
    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            classFiles.close();
        }
    }
}
