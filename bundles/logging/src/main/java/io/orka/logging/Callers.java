package io.orka.logging;

import java.lang.StackWalker.StackFrame;
import java.util.Dictionary;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

    // The headers by which bundles of plugins are told from others; the room that wraps them writes them.
    private static final String PLUGIN_NAME = "Orka-Name";
    private static final String PLUGIN_VERSION = "Orka-Version";

    /** Kept with each class, and so no longer than it; what is kept keeps nothing of the bundle. */
    private static final ClassValue<Optional<String>> NAMES = new ClassValue<>() {
        @Override
        protected Optional<String> computeValue(Class<?> type) {
            return Optional.ofNullable(of(type.getClassLoader()));
        }
    };

    private Callers() {}

    /** The bundle whose code is the last that was entered, however much of the JDK or the host it has called since. */
    static @Nullable String nearest() {
        return STACK.walk(frames -> frames.map(StackFrame::getDeclaringClass)
                .map(Callers::of)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null));
    }

    /** The bundle that calls SLF4J itself; none where the host does, for whomever. */
    static @Nullable String direct() {
        return STACK.walk(frames -> frames.map(StackFrame::getDeclaringClass)
                .filter(type -> type.getClassLoader() != null && !isAsked(type))
                .findFirst()
                .map(Callers::of)
                .orElse(null));
    }

    /** The bundle whose classes this loader loads, or one of its parents. */
    static @Nullable String of(@Nullable ClassLoader loader) {
        for (ClassLoader at = loader; at != null; at = at.getParent()) {
            if (at instanceof BundleReference reference && reference.getBundle() != null) {
                return name(reference.getBundle());
            }
        }
        return null;
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

    private static @Nullable String of(Class<?> type) {
        return type.getClassLoader() == null ? null : NAMES.get(type).orElse(null);
    }

    /** What is between who asks for a logger and this. */
    private static boolean isAsked(Class<?> type) {
        return type == LoggerFactory.class || type == CallerLoggers.class || type == Callers.class;
    }
}
