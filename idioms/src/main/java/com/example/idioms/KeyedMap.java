package com.example.idioms;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;

import io.orka.sdk.OrkaCall;
import io.orka.sdk.ServiceProperties;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** All plugins by their keys. An unbound service is removed only if its key still maps to that service. */
@Component(
        service = {},
        immediate = true)
public final class KeyedMap extends Holder {

    private final Map<String, OrkaCall> calls = new ConcurrentHashMap<>();

    @Reference(name = "calls", cardinality = MULTIPLE, policy = DYNAMIC)
    void bind(OrkaCall call, Map<String, Object> properties) {
        calls.put(key(properties), call);
    }

    void updated(OrkaCall call, Map<String, Object> properties) {
        Journal.count("updated");
        calls.put(key(properties), call);
    }

    void unbind(OrkaCall call, Map<String, Object> properties) {
        calls.remove(key(properties), call);
        Journal.lastCall("unbind from the map", call);
    }

    private static String key(Map<String, Object> properties) {
        return (String) Objects.requireNonNull(properties.get(ServiceProperties.KEY));
    }

    @Override
    Map<String, List<OrkaCall>> held() {
        return Map.of("calls", List.copyOf(calls.values()));
    }

    @Override
    Map<String, OrkaCall> keyed() {
        return Map.copyOf(calls);
    }
}
