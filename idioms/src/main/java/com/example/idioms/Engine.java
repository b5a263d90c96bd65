package com.example.idioms;

import io.orka.sdk.OrkaCall;
import io.orka.sdk.ServiceProperties;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The engine. Tests control it through a {@code Function<String, Object>}, the service with the property
 * {@code engine=idioms}. Arguments and results use only classes of the JDK and the SDK, since the engine shares no
 * others with the host.
 *
 * <p>The workers continue after the engine's stop, as in an engine that does not join its threads.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class Engine implements BundleActivator, Function<String, Object> {

    /** Static, so that the workers continue when the bundle is stopped and started again. */
    private static final Callers CALLERS = new Callers();

    private @Nullable Census census;
    private @Nullable ServiceTracker<OrkaCall, OrkaCall> tracker;
    private volatile long stopped;

    /** Called by the framework. */
    public Engine() {}

    @Override
    public void start(BundleContext context) {
        census = new Census(context);
        ServiceTracker<OrkaCall, OrkaCall> opened = new ServiceTracker<>(context, OrkaCall.class, null) {
            @Override
            public OrkaCall addingService(ServiceReference<OrkaCall> reference) {
                OrkaCall call = super.addingService(reference);
                CALLERS.keep(String.valueOf(reference.getProperty(ServiceProperties.KEY)), call);
                return call;
            }
        };
        opened.open();
        tracker = opened;
        context.registerService(Function.class, this, FrameworkUtil.asDictionary(Map.of("engine", "idioms")));
    }

    /** Calls every plugin, which must still answer. */
    @Override
    public void stop(BundleContext context) {
        ServiceTracker<OrkaCall, OrkaCall> open = tracker;
        if (open != null) {
            open.getTracked().values().forEach(call -> Journal.lastCall("the activator's stop", call));
            open.close();
        }
        stopped = System.nanoTime();
    }

    @Override
    public Object apply(String question) {
        String[] words = question.split(" ", -1);
        return switch (words[0]) {
            case "references" -> Objects.requireNonNull(census).references();
            case "counts" -> Journal.counts();
            case "findings" -> Journal.findings();
            case "kept" -> CALLERS.kept();
            case "rounds" -> CALLERS.rounds();
            case "stopped" -> stopped;
            case "begin" -> CALLERS.begin(Integer.parseInt(words[1]));
            case "end" -> CALLERS.end();
            default -> throw new IllegalArgumentException(question);
        };
    }
}
