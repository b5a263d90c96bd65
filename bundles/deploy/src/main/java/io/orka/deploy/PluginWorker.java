package io.orka.deploy;

import java.lang.StackWalker.StackFrame;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A worker whose context class loader is that of the plugin whose code is nearest on the stack, or of the JDK if there
 * is no such code.
 *
 * <p>The thread does not keep this loader, for two reasons. A worker outlives the plugins. And many libraries read the
 * loader, set another one, and set the first one again at the end of their work, when the thread may already run a task
 * of another plugin.
 */
final class PluginWorker extends ForkJoinWorkerThread {

    private static final ClassLoader JDK = ClassLoader.getPlatformClassLoader();

    /** Includes lambda classes, since a method reference has no other class of its plugin on the stack. */
    private static final StackWalker STACK = StackWalker.getInstance(
            Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_HIDDEN_FRAMES));

    private @Nullable Choice choice;

    PluginWorker(ForkJoinPool pool) {
        super(pool);
    }

    /** The loader that code of a plugin, or code of no plugin, has set. The choice keeps neither in memory. */
    private record Choice(
            WeakReference<ClassLoader> loader, @Nullable WeakReference<PluginClassLoader> plugin) {

        static Choice of(ClassLoader loader, @Nullable PluginClassLoader plugin) {
            return new Choice(new WeakReference<>(loader), plugin == null ? null : new WeakReference<>(plugin));
        }

        boolean isOf(@Nullable PluginClassLoader running) {
            return plugin == null ? running == null : running != null && plugin.refersTo(running);
        }
    }

    @Override
    public ClassLoader getContextClassLoader() {
        if (Thread.currentThread() != this) {
            return JDK; // the stack of another thread would have to be copied
        }
        PluginClassLoader plugin = running();
        if (choice != null && choice.isOf(plugin)) {
            ClassLoader chosen = choice.loader().get();
            if (chosen != null) {
                return chosen;
            }
        }
        return plugin == null ? JDK : plugin;
    }

    /** Sets the loader for the plugin that runs; only the thread itself can set it. */
    @Override
    public void setContextClassLoader(@Nullable ClassLoader loader) {
        if (Thread.currentThread() == this) {
            PluginClassLoader plugin = running();
            choice = loader == null || loader == plugin ? null : Choice.of(loader, plugin);
        }
    }

    private static @Nullable PluginClassLoader running() {
        return STACK.walk(PluginWorker::nearest);
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
