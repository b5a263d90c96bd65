package io.orka.engine;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Configuration Admin as this room uses it. It keeps configurations from start to start; those that came from a file say
 * which one, so others, made by code, are left alone.
 */
final class ConfigurationService {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationService.class);

    /** The property that names the file of a configuration. */
    static final String FILE = "orka.config.file";

    /** Any bundle may have it. */
    private static final String ANYWHERE = "?";

    private final BundleContext system;

    ConfigurationService(BundleContext system) {
        this.system = system;
    }

    /**
     * Sets the configurations of one file, where they differ.
     *
     * @throws EngineFailure when they cannot be stored, or there is no Configuration Admin
     */
    void set(String file, Map<String, Map<String, Object>> configurations, Predicate<String> mine) {
        ConfigurationAdmin service = service()
                .orElseThrow(() -> EngineFailure.notConfigured(file, new IOException("no Configuration Admin")));
        for (Map.Entry<String, Map<String, Object>> each : configurations.entrySet()) {
            if (mine.test(each.getKey())) {
                Map<String, Object> properties = new LinkedHashMap<>(each.getValue());
                properties.put(FILE, file);
                try {
                    boolean unused = configuration(service, each.getKey())
                            .updateIfDifferent(FrameworkUtil.asDictionary(properties));
                } catch (IOException | RuntimeException e) { // Felix throws what it finds in a stored file
                    throw EngineFailure.notConfigured(file, e);
                }
            }
        }
    }

    /** Deletes those that came from files and are in none any more. */
    void deleteBut(Set<String> pids, Set<String> brokenFiles) {
        try {
            Configuration[] ours = service().isEmpty() ? null : service().get().listConfigurations("(" + FILE + "=*)");
            for (Configuration each : ours == null ? new Configuration[0] : ours) {
                String file = String.valueOf(each.getProperties().get(FILE));
                if (!pids.contains(each.getPid()) && !brokenFiles.contains(file)) {
                    each.delete();
                }
            }
        } catch (IOException | InvalidSyntaxException | RuntimeException e) {
            LOG.error("Configurations of files that were deleted stay", e);
        }
    }

    private static Configuration configuration(ConfigurationAdmin service, String pid) throws IOException {
        int tilde = pid.indexOf('~');
        return tilde < 0
                ? service.getConfiguration(pid, ANYWHERE)
                : service.getFactoryConfiguration(pid.substring(0, tilde), pid.substring(tilde + 1), ANYWHERE);
    }

    private Optional<ConfigurationAdmin> service() {
        ServiceReference<ConfigurationAdmin> found = system.getServiceReference(ConfigurationAdmin.class);
        return found == null ? Optional.empty() : Optional.ofNullable(system.getService(found));
    }
}
