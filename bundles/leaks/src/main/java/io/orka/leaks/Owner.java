package io.orka.leaks;

import org.jspecify.annotations.Nullable;

/**
 * One generation of a plugin, as the owner of objects.
 *
 * @param classes the loader of the plugin's bundle
 * @param context the plugin's context class loader; {@code null} if this loader was already collected
 */
record Owner(ClassLoader classes, @Nullable PluginLoader context) {

    static Owner of(PluginLoader context) {
        return new Owner(context.getParent(), context);
    }

    /**
     * Returns whether the stack of a thread contains this plugin's code. Call this before the context class loader is
     * closed.
     */
    boolean runsIn(Thread thread) {
        if (context == null) {
            return false;
        }
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getModuleName() == null
                    && context.has(frame.getClassName().replace('.', '/') + ".class")) {
                return true;
            }
        }
        return false;
    }
}
