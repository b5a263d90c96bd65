package io.orka.deploy;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A worker whose context class loader is that of the plugin whose code is nearest on the stack. While no code of a
 * plugin runs, the worker is an ordinary thread with the application's class loader.
 *
 * <p>The thread keeps no loader of a plugin, for two reasons. A worker outlives the plugins. And a worker that waits for
 * a task of one plugin may run a task of another plugin, which sets and restores the context class loader.
 */
final class PluginWorker extends ForkJoinWorkerThread {

    /** Includes lambda classes, since a method reference has no other class of its plugin on the stack. */
    private static final StackWalker STACK = StackWalker.getInstance(
            Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_HIDDEN_FRAMES));

    PluginWorker(ForkJoinPool pool) {
        super(pool);
        super.setContextClassLoader(ClassLoader.getSystemClassLoader()); // instead of the creator's
    }

    @Override
    public @Nullable ClassLoader getContextClassLoader() {
        PluginClassLoader plugin = running();
        if (plugin == null) {
            return super.getContextClassLoader();
        }
        ClassLoader chosen = plugin.context(this);
        return chosen == null ? plugin : chosen;
    }

    @Override
    public void setContextClassLoader(@Nullable ClassLoader loader) {
        PluginClassLoader plugin = running();
        if (plugin == null) {
            super.setContextClassLoader(loader);
        } else {
            plugin.setContext(this, loader);
        }
    }

    /** Returns the plugin whose code this thread runs; {@code null} if another thread asks. */
    private @Nullable PluginClassLoader running() {
        return Thread.currentThread() == this ? STACK.walk(PluginWorker::nearest) : null;
    }

    private static @Nullable PluginClassLoader nearest(Stream<StackFrame> frames) {
        for (Iterator<StackFrame> each = frames.iterator(); each.hasNext(); ) {
            ClassLoader at = each.next().getDeclaringClass().getClassLoader();
            while (at != null) { // a plugin's library may have created another loader, below that of the plugin
                if (at instanceof PluginClassLoader plugin) {
                    return plugin;
                }
                at = at.getParent();
            }
        }
        return null;
    }
}
