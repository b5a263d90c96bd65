package io.orka.deploy;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Finds client code in stack traces: code of bundles other than the framework and the plugins, and of an embedding
 * application. Safe for use by multiple threads. A search takes milliseconds if there are many bundles.
 */
public final class EngineFrames {

    /** The prefix of the locations of plugins' bundles. The location of an engine bundle is the URL of its jar. */
    static final String PLUGIN_LOCATION = "orka-plugin:";

    private static final String FRAMEWORK = "org.apache.felix.framework.";

    /** The prefix of the names of bundles that call other bundles, such as declarative services. */
    private static final String EXTENDERS = "org.apache.felix.";

    private static final List<String> HOST =
            List.of("io.orka.", "org.apache.felix.", "org.osgi.", "org.slf4j.", "ch.qos.logback.");

    private final BundleContext system;

    /**
     * Creates a search for code of the bundles of one framework.
     *
     * @param system the system bundle's context
     */
    public EngineFrames(BundleContext system) {
        this.system = requireNonNull(system, "system is null");
    }

    /**
     * Returns the innermost frame of client code that the framework has called, if there is such a frame.
     *
     * @param stack the innermost frame first, as returned by {@link Thread#getStackTrace()}
     * @return the frame and its bundle; a frame of a bundle that calls other bundles, such as declarative services,
     *     only if the stack contains no other client code
     */
    public Optional<EngineFrame> innermost(StackTraceElement[] stack) {
        List<EngineFrame> called = calledByFramework(stack);
        return Stream.of(
                        called.stream().filter(EngineFrames::isOfEngine),
                        called.stream().filter(frame -> frame.bundle() == null),
                        called.stream())
                .flatMap(frames -> frames)
                .findFirst();
    }

    private static boolean isOfEngine(EngineFrame frame) {
        return frame.bundle() != null && !frame.bundle().startsWith(EXTENDERS);
    }

    private List<EngineFrame> calledByFramework(StackTraceElement[] stack) {
        int outermost = stack.length - 1;
        while (outermost >= 0 && !stack[outermost].getClassName().startsWith(FRAMEWORK)) {
            outermost--;
        }
        if (outermost < 0) {
            return List.of();
        }
        List<Bundle> bundles = engineBundles();
        return Arrays.stream(stack, 0, outermost)
                .filter(frame -> frame.getModuleName() == null) // frames of the JDK have a module
                .filter(frame -> HOST.stream().noneMatch(frame.getClassName()::startsWith) || isOfBundle(frame))
                .flatMap(frame -> engineFrame(frame, bundles).stream())
                .toList();
    }

    private List<Bundle> engineBundles() {
        return Arrays.stream(system.getBundles())
                .filter(bundle -> bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID
                        && !bundle.getLocation().startsWith(PLUGIN_LOCATION))
                .toList();
    }

    /**
     * Returns whether a frame belongs to a bundle. The JVM's class loaders, which load the host's classes, have names;
     * class loaders of engine bundles have none.
     */
    private static boolean isOfBundle(StackTraceElement frame) {
        return frame.getClassLoaderName() == null;
    }

    private static Optional<EngineFrame> engineFrame(StackTraceElement frame, List<Bundle> bundles) {
        Optional<Bundle> provider = isOfBundle(frame)
                ? bundles.stream()
                        .filter(bundle -> provides(bundle, frame.getClassName()))
                        .findFirst()
                : Optional.empty();
        if (provider.isPresent()) {
            return Optional.of(new EngineFrame(name(provider.get()), frame));
        }
        return HOST.stream().anyMatch(frame.getClassName()::startsWith)
                ? Optional.empty()
                : Optional.of(new EngineFrame(null, frame));
    }

    private static boolean provides(Bundle bundle, String className) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        int dot = className.lastIndexOf('.');
        String directory = "/" + className.substring(0, Math.max(0, dot)).replace('.', '/');
        String file = className.substring(dot + 1) + ".class";
        return wiring != null
                && !wiring.listResources(directory, file, BundleWiring.LISTRESOURCES_LOCAL)
                        .isEmpty();
    }

    private static String name(Bundle bundle) {
        @Nullable String name = bundle.getSymbolicName();
        return name == null ? bundle.getLocation() : name;
    }
}
