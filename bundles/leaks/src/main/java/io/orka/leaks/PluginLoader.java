package io.orka.leaks;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The class loader of a plugin, for the search for leaks. The loader is also the context class loader of the plugin's
 * calls, and can define a class of this module in the plugin.
 */
public abstract class PluginLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final Map<Class<?>, Set<ClassValue<?>>> computed = new WeakHashMap<>();

    /**
     * Creates the loader of one installation.
     *
     * @param name the plugin's name, for log lines, stack traces and thread dumps
     * @param classPath the plugin's directories and jars
     * @param parent loads the classes that plugins share
     */
    protected PluginLoader(String name, URL[] classPath, ClassLoader parent) {
        super(name, classPath, parent);
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

    /**
     * Records that a {@link ClassValue} of this plugin has a value for a class, so that the value can be removed.
     *
     * @param value of this plugin
     * @param type any class; not kept in memory
     */
    public final void computes(ClassValue<?> value, Class<?> type) {
        synchronized (computed) {
            computed.computeIfAbsent(type, any -> new HashSet<>()).add(value);
        }
    }

    /** Removes the recorded values, which the classes of the JDK would otherwise keep. */
    final void removeComputed() {
        Map<Class<?>, Set<ClassValue<?>>> recorded;
        synchronized (computed) {
            recorded = new HashMap<>(computed);
            computed.clear();
        }
        recorded.forEach((type, values) -> values.forEach(value -> value.remove(type)));
    }

    /** Defines a copy of a host class in the plugin, for JDK methods that check their caller's loader. */
    final Class<?> define(String name, byte[] classFile) {
        synchronized (getClassLoadingLock(name)) {
            Class<?> before = findLoadedClass(name);
            return before != null ? before : defineClass(name, classFile, 0, classFile.length);
        }
    }
}
