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
 * Whose code runs in this thread: the name of an engine bundle is its symbolic name, that of a plugin's bundle the plugin's
 * key.
 */
final class Callers {

    /** With the classes of lambdas, since a reference to a method is called by nothing else of its bundle. */
    private static final StackWalker STACK = StackWalker.getInstance(
            Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_HIDDEN_FRAMES));

    // The headers by which bundles of plugins are told from others; the module that wraps them writes them.
    private static final String PLUGIN_NAME = "Orka-Name";
    private static final String PLUGIN_VERSION = "Orka-Version";

    /**
     * Kept with each class of a bundle, and so no longer than it; what is kept keeps nothing of the bundle. With other
     * classes nothing is kept: they may live longer than the class loader of this one.
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
     * Who speaks in this thread. That is the nearest class which is neither the JDK's nor there to pass on what others
     * say, if it is of a bundle; nobody if it is the host's or, in a program that embeds Orka, the program's. Where no
     * such class is, as when the JDK says that an exception has ended a thread, it is whose context class loader or class
     * the thread has.
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

    /** Whose a thread is, by its context class loader or its class. */
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

    /** The bundle that calls SLF4J itself; none where the host does, for whomever. */
    static @Nullable String direct() {
        return STACK.walk(frames -> frames.map(StackFrame::getDeclaringClass)
                .filter(type -> type.getClassLoader() != null && !isAsked(type))
                .findFirst()
                .map(Callers::frame)
                .map(SpeakerFrame::speaker)
                .map(Speaker::name)
                .orElse(null));
    }

    /** How a bundle is named in the log. */
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

    /** The bundle that something is said of; none for the framework itself, which is the host's. */
    static @Nullable String subject(@Nullable Bundle bundle) {
        return bundle == null || bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID ? null : name(bundle);
    }

    /** What is between who asks for a logger and this. */
    private static boolean isAsked(Class<?> type) {
        return type == LoggerFactory.class || type == CallerLoggers.class || type == Callers.class;
    }
}
