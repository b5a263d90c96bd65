package io.orka.leaks;

/**
 * One generation of a plugin, as the owner of objects.
 *
 * @param loader the plugin's class loader
 */
record Owner(PluginLoader loader) {

    /** Returns whether the stack of a thread contains this plugin's code. Call this before the loader is closed. */
    boolean runsIn(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getModuleName() == null && loader.has(frame.getClassName().replace('.', '/') + ".class")) {
                return true;
            }
        }
        return false;
    }
}
