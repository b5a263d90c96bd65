package io.orka.leaks;

import java.net.URL;
import java.net.URLClassLoader;

/**
 * The context class loader of a plugin, for the search for leaks. The loader contains the plugin's own resources, and
 * can define a class of this module in the plugin. Its parent is the class loader of the plugin's bundle.
 */
public abstract class PluginLoader extends URLClassLoader {

    /**
     * Creates the loader of one installation.
     *
     * @param name the plugin's name, for log lines, stack traces and thread dumps
     * @param resources the plugin's directory and jars
     * @param bundleLoader loads the classes
     */
    protected PluginLoader(String name, URL[] resources, ClassLoader bundleLoader) {
        super(name, resources, bundleLoader);
    }

    /**
     * Returns whether the plugin itself contains a resource; resources of the JDK are ignored.
     *
     * @param resource the path of the resource, without a leading slash
     * @return whether the resource exists; {@code false} once this loader is closed
     */
    public final boolean has(String resource) {
        return findResource(resource) != null;
    }

    /** Defines a copy of a host class in the plugin, for JDK methods that check their caller's loader. */
    final synchronized Class<?> define(String name, byte[] classFile) {
        Class<?> before = findLoadedClass(name);
        return before != null ? before : defineClass(name, classFile, 0, classFile.length);
    }
}
