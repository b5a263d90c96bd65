package io.orka.engine;

import io.orka.engine.SettledFiles.Stamp;
import io.orka.registry.ConfigurationFile;
import io.orka.registry.OrkaFailure;
import io.orka.registry.RegistryFailure;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files with configurations: what is right in them is handed on when it changes. For the engine thread. */
final class Configurations {

    private static final Logger LOG = LoggerFactory.getLogger(Configurations.class);

    private final Path directory;
    private final SettledFiles files;
    private final ConfigurationService service;
    private final Map<String, Stamp> read = new TreeMap<>(FileOrder.INSTANCE);
    private final Map<String, Map<String, Map<String, Object>>> good = new TreeMap<>(FileOrder.INSTANCE);
    private final Map<String, OrkaFailure> broken = new ConcurrentSkipListMap<>(FileOrder.INSTANCE);
    private final Map<String, OrkaFailure> disputed = new ConcurrentSkipListMap<>(FileOrder.INSTANCE);
    private boolean toHandOn = true;

    Configurations(EnginePlaces places, ConfigurationService service) {
        this.directory = places.configurations();
        this.service = service;
        this.files = new SettledFiles(directory, file -> {
            String name = file.getFileName().toString();
            return (name.endsWith(".json") || name.endsWith(".cfg"))
                    && !name.startsWith(".")
                    && !places.otherFiles().contains(file);
        });
    }

    /**
     * Reads what has changed.
     *
     * @param once whether a file counts that may still be being written
     * @return whether there are any configurations
     */
    boolean read(boolean once) {
        Map<String, Stamp> now = once ? files.lookOnce() : files.look();
        if (!now.equals(read)) {
            toHandOn = true;
            Set<String> gone = new HashSet<>(read.keySet());
            gone.removeAll(now.keySet());
            gone.forEach(file -> {
                good.remove(file);
                broken.remove(file);
            });
            now.forEach((file, stamp) -> {
                if (!stamp.equals(read.get(file))) {
                    read(file);
                }
            });
            read.clear();
            read.putAll(now);
        }
        return !good.isEmpty() || !broken.isEmpty();
    }

    private void read(String file) {
        try {
            ConfigurationFile.read(directory.resolve(file))
                    .ifPresentOrElse(configurations -> good.put(file, configurations), () -> good.remove(file));
            broken.remove(file);
        } catch (RegistryFailure e) {
            broken.put(file, e);
            LOG.error("{}", e.line());
        }
    }

    /** Makes the configurations equal to the files, when they changed since the last time; those of broken ones stay. */
    void handOn() {
        if (!toHandOn) {
            return;
        }
        toHandOn = false;
        Map<String, String> owners = new TreeMap<>();
        disputed.clear();
        good.forEach((file, configurations) -> configurations.keySet().forEach(pid -> {
            String first = owners.putIfAbsent(pid, file);
            if (first != null) {
                EngineFailure failure = EngineFailure.configuredTwice(pid, file, first);
                disputed.put(file, failure);
                LOG.error(failure.line());
            }
        }));
        good.forEach((file, configurations) -> {
            try {
                service.set(file, configurations, pid -> file.equals(owners.get(pid)));
            } catch (EngineFailure e) {
                disputed.put(file, e);
                LOG.error(e.line(), e);
            }
        });
        service.deleteBut(owners.keySet(), broken.keySet());
    }

    List<OrkaFailure> failures() {
        Map<String, OrkaFailure> all = new TreeMap<>(disputed);
        all.putAll(broken);
        return List.copyOf(all.values());
    }
}
