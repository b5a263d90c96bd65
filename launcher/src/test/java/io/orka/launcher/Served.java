package io.orka.launcher;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import io.orka.identity.PluginVersion;
import io.orka.plugins.PluginState;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Plugins;
import io.orka.sdk.SemanticVersion;
import io.orka.sdk.ServiceProperties;
import io.orka.wrap.OsgiVersion;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/**
 * The service that a plugin must have according to the list of plugins.
 *
 * @param key the plugin's key
 * @param properties the service's properties
 */
record Served(PluginKey key, Map<String, Object> properties) {

    /** The order of OSGi lookups, best first. Entries without a version come first. */
    static final Comparator<Served> BEST_FIRST = Comparator.comparing(Served::key, (one, other) -> {
        if (one.version() == null || other.version() == null) {
            return Boolean.compare(one.version() != null, other.version() != null);
        }
        return new PluginVersion(other.version()).compareTo(new PluginVersion(one.version()));
    });

    static List<Served> by(Plugins plugins) {
        return plugins.list().stream()
                .filter(status -> status.state() == PluginState.ACTIVE)
                .map(Served::of)
                .sorted(BEST_FIRST)
                .toList();
    }

    private static Served of(PluginStatus status) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ServiceProperties.NAME, status.key().name());
        properties.put(ServiceProperties.KEY, status.key().toString());
        properties.put(ServiceProperties.SERVICE, status.service());
        properties.put(ServiceProperties.COMMIT, requireNonNull(status.commit()));
        String version = status.key().version();
        if (version != null) {
            properties.put(ServiceProperties.VERSION, OsgiVersion.of(version));
            SemanticVersion.parse(version).ifPresent(semantic -> properties.put(ServiceProperties.SEMVER, semantic));
        }
        return new Served(status.key(), properties);
    }

    String name() {
        return key.name();
    }

    String commit() {
        return (String) requireNonNull(properties.get(ServiceProperties.COMMIT));
    }

    boolean matches(String target) {
        try {
            Filter filter = FrameworkUtil.createFilter(target);
            return filter.matches(properties);
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(target, e);
        }
    }

    static List<Served> matching(String target, List<Served> all) {
        return all.stream().filter(served -> served.matches(target)).toList();
    }

    /**
     * Returns whether a matching service exists during the whole change. Orka registers a replacement of the same name
     * before it unregisters the replaced service.
     */
    static boolean always(String target, List<Served> before, List<Served> after) {
        List<String> names = matching(target, before).stream().map(Served::name).toList();
        return matching(target, after).stream().map(Served::name).anyMatch(names::contains);
    }

    static List<String> names(List<Served> some) {
        return some.stream().map(each -> each.key().toString()).toList();
    }
}
