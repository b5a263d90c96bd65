package com.example.idioms;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.orka.sdk.OrkaCall;
import io.orka.sdk.ServiceProperties;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Holds services through service references, properties and service objects. */
@Component(
        service = {},
        immediate = true)
public final class References extends Holder {

    private final BundleContext context;

    @Reference(service = OrkaCall.class, policy = DYNAMIC)
    volatile Collection<ServiceReference<OrkaCall>> references = List.of();

    @Reference(service = OrkaCall.class, target = Targets.NAME, policy = DYNAMIC)
    volatile Collection<Map.Entry<Map<String, Object>, OrkaCall>> tuples = List.of();

    @Reference(
            service = OrkaCall.class,
            target = Targets.NAME,
            cardinality = OPTIONAL,
            policy = DYNAMIC,
            policyOption = GREEDY)
    volatile Map.@Nullable Entry<Map<String, Object>, OrkaCall> tuple;

    @Reference(
            service = OrkaCall.class,
            target = Targets.UNVERSIONED,
            cardinality = OPTIONAL,
            policy = DYNAMIC,
            policyOption = GREEDY)
    volatile @Nullable ComponentServiceObjects<OrkaCall> objects;

    @Reference(service = OrkaCall.class, target = Targets.BRANCH, policy = DYNAMIC)
    volatile Collection<ComponentServiceObjects<OrkaCall>> allObjects = List.of();

    @Activate
    public References(BundleContext context) {
        this.context = context;
    }

    @Override
    Map<String, List<OrkaCall>> held() {
        Map.Entry<Map<String, Object>, OrkaCall> single = tuple;
        return Map.of(
                "references",
                references.stream()
                        .flatMap(reference -> one(service(reference)).stream())
                        .toList(),
                "tuples",
                tuples.stream().map(Map.Entry::getValue).toList(),
                "tuple",
                one(single == null ? null : single.getValue()),
                "objects",
                one(current()),
                "allObjects",
                allObjects.stream().flatMap(each -> one(service(each)).stream()).toList());
    }

    @Override
    Map<String, OrkaCall> keyed() {
        Map<String, OrkaCall> keyed = new HashMap<>();
        for (ServiceReference<OrkaCall> reference : references) {
            OrkaCall call = service(reference);
            if (call != null) {
                keyed.put(key(reference.getProperty(ServiceProperties.KEY)), call);
            }
        }
        for (Map.Entry<Map<String, Object>, OrkaCall> entry : tuples) {
            keyed.put(key(entry.getKey().get(ServiceProperties.KEY)), entry.getValue());
        }
        return keyed;
    }

    private static String key(@Nullable Object property) {
        return (String) Objects.requireNonNull(property);
    }

    /** Returns the current service. If the service was unregistered after the field was read, reads the field again. */
    private @Nullable OrkaCall current() {
        ComponentServiceObjects<OrkaCall> read = objects;
        OrkaCall call = read == null ? null : service(read);
        return call != null || read == objects ? call : current();
    }

    /** Releases the service immediately, like code that gets the service for each call. */
    private @Nullable OrkaCall service(ServiceReference<OrkaCall> reference) {
        OrkaCall call = context.getService(reference);
        context.ungetService(reference);
        return call;
    }

    private static @Nullable OrkaCall service(ComponentServiceObjects<OrkaCall> objects) {
        OrkaCall call = objects.getService();
        if (call != null) {
            objects.ungetService(call);
        }
        return call;
    }
}
