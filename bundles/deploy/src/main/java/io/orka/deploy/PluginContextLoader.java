package io.orka.deploy;

import io.orka.leaks.PluginLoader;
import io.orka.sdk.OrkaCall;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The context class loader of a plugin. Classes come from the bundle's loader, so their identity is preserved.
 * Resources have {@code file:} and {@code jar:file:} URLs. Libraries that scan packages support these URLs, and do not
 * support the framework's {@code bundle://} URLs.
 */
final class PluginContextLoader extends PluginLoader {

    private static final ClassLoader JDK = ClassLoader.getPlatformClassLoader();

    private static final String SDK = "io/orka/sdk/";

    private final List<Path> jars;

    /**
     * Creates the loader of one installation.
     *
     * @param name the name of the loader, for stack traces and thread dumps
     * @param bundleLoader loads the classes
     * @param classPath the bundle's directory and jars, as paths unique to this installation
     */
    PluginContextLoader(String name, ClassLoader bundleLoader, List<Path> classPath) throws MalformedURLException {
        super(name, urls(classPath), bundleLoader);
        this.jars = classPath.stream().filter(Files::isRegularFile).toList();
    }

    private static URL[] urls(List<Path> classPath) throws MalformedURLException {
        URL[] urls = new URL[classPath.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = classPath.get(i).toUri().toURL();
        }
        return urls;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return getParent().loadClass(name); // without the lock of this loader: the lock could cause deadlocks
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : shared(name).getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> found = Collections.list(findResources(name));
        found.addAll(Collections.list(shared(name).getResources(name)));
        return Collections.enumeration(found);
    }

    /**
     * Returns the loader of other resources: class files of the SDK, for libraries that read class files, and resources
     * of the JDK.
     */
    private static ClassLoader shared(String name) {
        return name.startsWith(SDK) ? OrkaCall.class.getClassLoader() : JDK;
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
     * Closes the plugin's jars, including the jars in the JDK's connection cache, which the JDK opened when the plugin
     * read a URL. The key of the cache is the path, which is unique to this installation.
     */
    @Override
    public void close() throws IOException {
        super.close();
        for (Path jar : jars) {
            URL url = new URL("jar:" + jar.toUri() + "!/");
            ((JarURLConnection) url.openConnection()).getJarFile().close();
        }
    }
}
