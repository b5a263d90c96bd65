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

/** Holds every plugin by its key; in the shell as {@code engine:keys}. */
@Component(
        service = PluginsByKey.class,
        property = {"osgi.command.scope=engine", "osgi.command.function=keys"})
public final class PluginsByKey {

    private final Map<String, OrkaCall> plugins = new ConcurrentHashMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bind(OrkaCall plugin, Map<String, Object> properties) {
        plugins.put(key(properties), plugin);
    }

    /** The properties changed, such as the ranking; the plugin is the same. */
    void updated(OrkaCall plugin, Map<String, Object> properties) {
        plugins.put(key(properties), plugin);
    }

    /** Removes this plugin only: after a reload, its successor is bound already, under the same key. */
    void unbind(OrkaCall plugin, Map<String, Object> properties) {
        plugins.remove(key(properties), plugin);
    }

    /** The keys of all plugins that can be called. */
    public SortedSet<String> keys() {
        return new TreeSet<>(plugins.keySet());
    }

    private static String key(Map<String, Object> properties) {
        return (String) properties.get(ServiceProperties.KEY);
    }
}
