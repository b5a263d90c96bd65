package io.orka.engine;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Access to Configuration Admin, which keeps configurations across restarts. A configuration from a file has a property
 * with the name of the file. Only configurations with this property are deleted.
 */
final class ConfigurationService {

    /** The property that names the file of a configuration. */
    static final String FILE = "orka.config.file";

    /** The location of a configuration that is visible to any bundle. */
    private static final String ANYWHERE = "?";

    private final BundleContext system;

    ConfigurationService(BundleContext system) {
        this.system = system;
    }

    /**
     * Stores the configurations of one file that differ from the stored ones. A failure of one configuration does not
     * affect the others.
     *
     * @throws EngineFailure if a configuration cannot be stored, or if there is no Configuration Admin
     */
    void set(String file, Map<String, Map<String, Object>> configurations, Predicate<String> mine) {
        ConfigurationAdmin service = service()
                .orElseThrow(() -> EngineFailure.notConfigured(file, new IOException("no Configuration Admin")));
        Failures failures = new Failures();
        for (Map.Entry<String, Map<String, Object>> each : configurations.entrySet()) {
            if (mine.test(each.getKey())) {
                Map<String, Object> properties = new LinkedHashMap<>(each.getValue());
                properties.put(FILE, file);
                try {
                    boolean unused = configuration(service, each.getKey())
                            .updateIfDifferent(FrameworkUtil.asDictionary(properties));
                } catch (IOException | RuntimeException e) { // Felix throws various exceptions for a damaged file
                    failures.add(e);
                }
            }
        }
        failures.tell(file);
    }

    /**
     * Deletes the configurations that came from files and are no longer in any file. A failure of one configuration
     * does not affect the others.
     *
     * @param what a name for these files, for messages
     * @throws EngineFailure if a configuration cannot be deleted
     */
    void deleteBut(Set<String> pids, Set<String> brokenFiles, String what) {
        Failures failures = new Failures();
        for (Configuration each : ours(what)) {
            try {
                String file = String.valueOf(each.getProperties().get(FILE));
                if (!pids.contains(each.getPid()) && !brokenFiles.contains(file)) {
                    each.delete();
                }
            } catch (IOException | RuntimeException e) {
                failures.add(e);
            }
        }
        failures.tell(what);
    }

    private Configuration[] ours(String what) {
        try {
            Configuration[] ours = service().isEmpty() ? null : service().get().listConfigurations("(" + FILE + "=*)");
            return ours == null ? new Configuration[0] : ours;
        } catch (IOException | InvalidSyntaxException | RuntimeException e) {
            throw EngineFailure.notConfigured(what, e);
        }
    }

    /** Collects failures: the first failure is thrown, and the others are added to it for the log. */
    private static final class Failures {

        private @Nullable Exception first;

        void add(Exception failure) {
            if (first == null) {
                first = failure;
            } else if (first != failure) {
                first.addSuppressed(failure);
            }
        }

        void tell(String file) {
            if (first != null) {
                throw EngineFailure.notConfigured(file, first);
            }
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
