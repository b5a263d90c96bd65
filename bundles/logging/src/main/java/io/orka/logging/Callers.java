package io.orka.logging;

import java.lang.StackWalker.StackFrame;
import java.util.Dictionary;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;
import org.osgi.framework.Constants;
import org.slf4j.LoggerFactory;

/**
 * Determines whose code runs on this thread. The name of an engine bundle is its symbolic name. The name of a plugin's
 * bundle is the plugin's key.
 */
final class Callers {

    /** Includes lambda classes, since a method reference has no other class of its bundle on the stack. */
    private static final StackWalker STACK = StackWalker.getInstance(
            Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_HIDDEN_FRAMES));

    // The headers that distinguish plugins' bundles from others; the module that wraps plugins writes them.
    private static final String PLUGIN_NAME = "Orka-Name";
    private static final String PLUGIN_VERSION = "Orka-Version";

    /**
     * The roles of classes of bundles. A role is cached as long as its class exists, and does not reference the bundle.
     * The roles of other classes are not cached, since those classes may live longer than the class loader of this
     * class.
     */
    private static final ClassValue<SpeakerFrame> FRAMES = new ClassValue<>() {
        @Override
        protected SpeakerFrame computeValue(Class<?> type) {
            return SpeakerFrame.of(type, speaker(type.getClassLoader()));
        }
    };

    private Callers() {}

    private static SpeakerFrame frame(Class<?> type) {
        return bundle(type.getClassLoader()) == null ? SpeakerFrame.of(type, null) : FRAMES.get(type);
    }

    /**
     * Finds the bundle whose code runs on this thread. The nearest class that neither belongs to the JDK nor passes on
     * output of others determines the bundle. If that class belongs to the host or the embedding application, the
     * result is {@code null}. Without such a class, for example when the JDK reports an uncaught exception, the
     * thread's context class loader or class decides.
     */
    static @Nullable Speaker nearest() {
        Found found = STACK.walk(Callers::search);
        return found.isSure || found.speaker != null ? found.speaker : of(Thread.currentThread());
    }

    private record Found(@Nullable Speaker speaker, boolean isSure) {}

    private static Found search(Stream<StackFrame> frames) {
        @Nullable Speaker stream = null;
        for (Iterator<StackFrame> each = frames.iterator(); each.hasNext(); ) {
            SpeakerFrame frame = frame(each.next().getDeclaringClass());
            if (frame.kind() == SpeakerFrame.Kind.SPEAKER || frame.kind() == SpeakerFrame.Kind.HOST) {
                return new Found(frame.speaker(), true);
            }
            stream = stream == null ? frame.speaker() : stream;
        }
        return new Found(stream, false);
    }

    /** Returns the owner of a thread, by the context class loader or the class of the thread. */
    static @Nullable Speaker of(Thread thread) {
        @Nullable Speaker context = speaker(thread.getContextClassLoader());
        return context != null ? context : speaker(thread.getClass().getClassLoader());
    }

    private static @Nullable Speaker speaker(@Nullable ClassLoader loader) {
        @Nullable Bundle bundle = bundle(loader);
        return bundle == null ? null : speaker(bundle);
    }

    private static @Nullable Bundle bundle(@Nullable ClassLoader loader) {
        for (ClassLoader at = loader; at != null; at = at.getParent()) {
            if (at instanceof BundleReference reference && reference.getBundle() != null) {
                return reference.getBundle();
            }
        }
        return null;
    }

    private static Speaker speaker(Bundle bundle) {
        String name = name(bundle);
        boolean plugin = bundle.getHeaders("").get(PLUGIN_NAME) != null;
        return new Speaker(name, plugin, plugin ? PluginPrints.log(bundle, name) : null);
    }

    /** Returns the name of the bundle that calls SLF4J directly; {@code null} if the host calls SLF4J. */
    static @Nullable String direct() {
        return STACK.walk(frames -> frames.map(StackFrame::getDeclaringClass)
                .filter(type -> type.getClassLoader() != null && !isAsked(type))
                .findFirst()
                .map(Callers::frame)
                .map(SpeakerFrame::speaker)
                .map(Speaker::name)
                .orElse(null));
    }

    /** Returns the name of a bundle in the log. */
    static String name(Bundle bundle) {
        Dictionary<String, String> headers = bundle.getHeaders("");
        String plugin = headers.get(PLUGIN_NAME);
        String version = headers.get(PLUGIN_VERSION);
        if (plugin != null) {
            return version == null ? plugin : plugin + "@" + version;
        }
        String name = bundle.getSymbolicName();
        return name == null ? "bundle " + bundle.getBundleId() : name;
    }

    static boolean isEngine(Bundle bundle) {
        return bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID
                && bundle.getHeaders("").get(PLUGIN_NAME) == null;
    }

    /**
     * Returns the name of the bundle that a message is about; {@code null} for the framework, which belongs to the
     * host.
     */
    static @Nullable String subject(@Nullable Bundle bundle) {
        return bundle == null || bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID ? null : name(bundle);
    }

    /** Returns whether a class is between the caller that requests a logger and this class. */
    private static boolean isAsked(Class<?> type) {
        return type == LoggerFactory.class || type == CallerLoggers.class || type == Callers.class;
    }
}
