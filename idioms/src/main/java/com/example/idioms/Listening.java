package com.example.idioms;

import io.orka.sdk.OrkaCall;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** A listener that maintains a map of services, and a lookup in the service registry for each call. */
@Component(
        service = {},
        immediate = true)
public final class Listening extends Holder implements ServiceListener {

    private static final int TRIES = 10;

    private final BundleContext context;
    private final Map<ServiceReference<OrkaCall>, OrkaCall> calls = new ConcurrentHashMap<>();

    @Activate
    public Listening(BundleContext context) throws InvalidSyntaxException {
        this.context = context;
        context.addServiceListener(this, Tracked.filter(Targets.SEMANTIC_RANGE));
        for (ServiceReference<OrkaCall> reference :
                context.getServiceReferences(OrkaCall.class, Targets.SEMANTIC_RANGE)) {
            add(reference);
        }
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        @SuppressWarnings("unchecked") // the filter selects this type
        ServiceReference<OrkaCall> reference = (ServiceReference<OrkaCall>) event.getServiceReference();
        switch (event.getType()) {
            case ServiceEvent.REGISTERED, ServiceEvent.MODIFIED -> add(reference);
            case ServiceEvent.UNREGISTERING, ServiceEvent.MODIFIED_ENDMATCH -> remove(reference);
            default -> Journal.count("unknown event");
        }
    }

    private void add(ServiceReference<OrkaCall> reference) {
        OrkaCall call = context.getService(reference);
        if (call != null) {
            calls.put(reference, call);
        }
    }

    private void remove(ServiceReference<OrkaCall> reference) {
        OrkaCall call = calls.remove(reference);
        if (call != null) {
            Journal.lastCall("a listener's UNREGISTERING", call);
            context.ungetService(reference);
        }
    }

    @Override
    void end() {
        super.end();
        context.removeServiceListener(this);
        calls.keySet().forEach(this::remove);
    }

    @Override
    Map<String, List<OrkaCall>> held() {
        return Map.of("listener", List.copyOf(calls.values()), "lookup", one(lookup()));
    }

    /** Repeats the lookup if the found service is unregistered in between. */
    private @Nullable OrkaCall lookup() {
        OrkaCall call = null;
        for (int i = 0; call == null && i < TRIES; i++) {
            ServiceReference<OrkaCall> best = best();
            if (best == null) {
                return null;
            }
            call = context.getService(best);
            context.ungetService(best);
        }
        return call;
    }

    private @Nullable ServiceReference<OrkaCall> best() {
        try {
            return context.getServiceReferences(OrkaCall.class, Targets.SERVICE).stream()
                    .max(Comparator.naturalOrder())
                    .orElse(null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    List<Looking> looking() {
        return List.of(
                new Looking("listener", "0..n", Targets.SEMANTIC_RANGE),
                new Looking("lookup", "0..1", Targets.SERVICE));
    }
}
