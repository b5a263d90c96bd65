package io.orka.logging;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/** Finds the engine bundle in a printed stack trace by its class names. */
final class StackTraces {

    private final BundleContext system;

    StackTraces(BundleContext system) {
        this.system = system;
    }

    @Nullable
    String bundle(StackTraceElement... trace) {
        List<BundleWiring> engine = Arrays.stream(system.getBundles())
                .filter(Callers::isEngine)
                .map(bundle -> bundle.adapt(BundleWiring.class))
                .filter(Objects::nonNull)
                .toList();
        return Arrays.stream(trace)
                .filter(at -> at.getModuleName() == null)
                .flatMap(at -> engine.stream().filter(wiring -> has(wiring, at.getClassName())))
                .findFirst()
                .map(BundleWiring::getBundle)
                .map(Callers::name)
                .orElse(null);
    }

    private static boolean has(BundleWiring wiring, String className) {
        int dot = className.lastIndexOf('.');
        String inPackage = className.substring(0, Math.max(0, dot)).replace('.', '/');
        return !wiring.listResources(
                        "/" + inPackage, className.substring(dot + 1) + ".class", BundleWiring.LISTRESOURCES_LOCAL)
                .isEmpty();
    }
}
