package com.example.idioms;

import io.orka.sdk.OrkaCall;
import io.orka.sdk.ServiceProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** A tracker without a customizer, and a tracker with a customizer. */
@Component(
        service = {},
        immediate = true)
public final class Tracked extends Holder {

    private final ServiceTracker<OrkaCall, OrkaCall> plain;
    private final ServiceTracker<OrkaCall, OrkaCall> customized;

    @Activate
    public Tracked(BundleContext context) throws InvalidSyntaxException {
        plain = new ServiceTracker<>(context, context.createFilter(filter(Targets.NAME)), null);
        customized = new ServiceTracker<>(context, OrkaCall.class, new Customizer(context));
        plain.open();
        customized.open();
    }

    @Override
    void end() {
        super.end();
        plain.close();
        customized.close();
    }

    @Override
    Map<String, List<OrkaCall>> held() {
        return Map.of(
                "best", one(plain.getService()),
                "plain", List.copyOf(plain.getTracked().values()),
                "customized", List.copyOf(customized.getTracked().values()));
    }

    @Override
    Map<String, OrkaCall> keyed() {
        Map<String, OrkaCall> keyed = new HashMap<>();
        customized
                .getTracked()
                .forEach((reference, call) ->
                        keyed.put(String.valueOf(reference.getProperty(ServiceProperties.KEY)), call));
        return keyed;
    }

    @Override
    List<Looking> looking() {
        return List.of(
                new Looking("best", "0..1", Targets.NAME),
                new Looking("plain", "0..n", Targets.NAME),
                new Looking("customized", "0..n", "(orka.key=*)"));
    }

    static String filter(String target) {
        return "(&(objectClass=" + OrkaCall.class.getName() + ")" + target + ")";
    }

    private record Customizer(BundleContext context) implements ServiceTrackerCustomizer<OrkaCall, OrkaCall> {
        @Override
        public OrkaCall addingService(ServiceReference<OrkaCall> reference) {
            OrkaCall call = context.getService(reference);
            Journal.lastCall("a tracker's addingService", call);
            return call;
        }

        @Override
        public void modifiedService(ServiceReference<OrkaCall> reference, OrkaCall call) {
            Journal.count("modified");
        }

        @Override
        public void removedService(ServiceReference<OrkaCall> reference, OrkaCall call) {
            Journal.lastCall("a tracker's removedService", call);
            context.ungetService(reference);
        }
    }
}
