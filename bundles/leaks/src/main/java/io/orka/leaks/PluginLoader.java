package io.orka.leaks;

import java.net.URL;
import java.net.URLClassLoader;

/**
 * The context class loader of a plugin, as far as the search for leaks has to know it: the plugin's own resources, and a
 * way to define one class of this module among the plugin's. Its parent is the class loader of the plugin's bundle.
 */
public abstract class PluginLoader extends URLClassLoader {

    /**
     * Creates the loader of one installation.
     *
     * @param name of the plugin, for log lines, stack traces and thread dumps
     * @param resources the plugin's directory and jars
     * @param bundleLoader where classes come from
     */
    protected PluginLoader(String name, URL[] resources, ClassLoader bundleLoader) {
        super(name, resources, bundleLoader);
    }

    /**
     * Whether the plugin itself has a resource; the JDK's do not count.
     *
     * @param resource its path, without a slash at the beginning
     * @return whether it is there; never once this loader is closed
     */
    public final boolean has(String resource) {
        return findResource(resource) != null;
    }

    /** Defines a class of the host once more as one of the plugin's, for JDK methods that look at their caller's loader. */
    final synchronized Class<?> define(String name, byte[] classFile) {
        Class<?> before = findLoadedClass(name);
        return before != null ? before : defineClass(name, classFile, 0, classFile.length);
    }
}
