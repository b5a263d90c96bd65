package io.orka.leaks.woven;

import io.orka.leaks.PluginLoader;

/**
 * Records the values that {@link ClassValue}s of plugins compute. The JDK keeps such a value as long as the class for
 * which it was computed: a value for {@link String} would keep a plugin in memory until the JVM ends.
 */
public final class ClassValues {

    private ClassValues() {}

    /**
     * Records that a value is computed. Safe for use by multiple threads.
     *
     * @param computing the object whose {@code computeValue} runs; anything but a {@link ClassValue} of a plugin is
     *     ignored
     * @param type the class for which it computes a value
     */
    public static void computing(Object computing, Class<?> type) {
        if (computing instanceof ClassValue<?> value
                && computing.getClass().getClassLoader() instanceof PluginLoader plugin) {
            plugin.computes(value, type);
        }
    }
}
