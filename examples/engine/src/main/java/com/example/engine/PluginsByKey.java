package com.example.engine;

import io.orka.sdk.OrkaCall;
import io.orka.sdk.ServiceProperties;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Lists all plugins by key. In the shell: {@code engine:keys}. */
@Component(
        service = PluginsByKey.class,
        property = {"osgi.command.scope=engine", "osgi.command.function=keys"})
public final class PluginsByKey {

    private final Map<String, OrkaCall> plugins = new ConcurrentHashMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bind(OrkaCall plugin, Map<String, Object> properties) {
        plugins.put(key(properties), plugin);
    }

    /** Properties of the service have changed, such as its ranking. */
    void updated(OrkaCall plugin, Map<String, Object> properties) {
        plugins.put(key(properties), plugin);
    }

    /** Removes only this service object: after a reload, the new object is already bound under the same key. */
    void unbind(OrkaCall plugin, Map<String, Object> properties) {
        plugins.remove(key(properties), plugin);
    }

    /** Returns the keys of all plugins that can be called. */
    public SortedSet<String> keys() {
        return new TreeSet<>(plugins.keySet());
    }

    private static String key(Map<String, Object> properties) {
        return (String) properties.get(ServiceProperties.KEY);
    }
}
