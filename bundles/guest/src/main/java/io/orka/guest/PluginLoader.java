package io.orka.guest;

import io.orka.sdk.OrkaCall;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** Loads the plugin's classes. The classes of the JDK and the SDK are visible, as in the host's JVM. */
final class PluginLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private PluginLoader(URL[] classPath) {
        super(classPath, new Shared()); // without a name, since each line of a stack trace would contain it
    }

    static PluginLoader of(String[] paths, int first) throws MalformedURLException {
        URL[] urls = new URL[paths.length - first];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = Path.of(paths[first + i]).toUri().toURL();
        }
        return new PluginLoader(urls);
    }

    /** Loads the classes of the JDK and the SDK. */
    private static final class Shared extends ClassLoader {

        static {
            registerAsParallelCapable();
        }

        private static final String SDK_CLASSES = "io.orka.sdk.";
        private static final String SDK_FILES = "io/orka/sdk/";
        private static final ClassLoader OURS = OrkaCall.class.getClassLoader();

        Shared() {
            super("sdk", getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(SDK_CLASSES)) {
                return OURS.loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }

        @Override
        protected @Nullable URL findResource(String name) {
            return name.startsWith(SDK_FILES) ? OURS.getResource(name) : null;
        }

        @Override
        protected Enumeration<URL> findResources(String name) throws IOException {
            return name.startsWith(SDK_FILES) ? OURS.getResources(name) : Collections.emptyEnumeration();
        }
    }
}
