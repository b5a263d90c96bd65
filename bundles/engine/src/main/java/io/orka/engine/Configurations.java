package io.orka.engine;

import io.orka.engine.SettledFiles.Stamp;
import io.orka.identity.OrkaFailure;
import io.orka.registry.ConfigurationFile;
import io.orka.registry.RegistryFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files with configurations. The configurations of a changed valid file are stored. Confined to the engine thread.
 */
final class Configurations {

    private static final Logger LOG = LoggerFactory.getLogger(Configurations.class);

    private static final String DELETED = "deleted files";

    private final Path directory;
    private final SettledFiles files;
    private final ConfigurationService service;
    private final Map<String, Stamp> read = new TreeMap<>(FileOrder.INSTANCE);
    private final Map<String, Map<String, Map<String, Object>>> good = new TreeMap<>(FileOrder.INSTANCE);
    private final Map<String, OrkaFailure> broken = new ConcurrentSkipListMap<>(FileOrder.INSTANCE);
    private final Map<String, OrkaFailure> disputed = new ConcurrentSkipListMap<>(FileOrder.INSTANCE);

    /** Invalid files that may become readable without a change. */
    private final Set<String> unread = new HashSet<>();

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
     * Reads changed files.
     *
     * @param once whether to read files that may still be written
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
                unread.remove(file);
            });
        }
        now.forEach((file, stamp) -> {
            if (!stamp.equals(read.get(file)) || unread.contains(file) || (once && broken.containsKey(file))) {
                toHandOn = true;
                read(file);
            }
        });
        read.clear();
        read.putAll(now);
        return !good.isEmpty() || !broken.isEmpty();
    }

    private void read(String file) {
        try {
            ConfigurationFile.read(directory.resolve(file))
                    .ifPresentOrElse(configurations -> good.put(file, configurations), () -> good.remove(file));
            broken.remove(file);
            unread.remove(file);
        } catch (RegistryFailure e) {
            if (e.getCause() instanceof IOException) {
                unread.add(file);
            } else {
                unread.remove(file);
            }
            OrkaFailure before = broken.get(file);
            if (before == null || !before.line().equals(e.line())) {
                LOG.error("{}", e.line());
            }
            broken.put(file, e);
        }
    }

    /**
     * Stores the configurations if the files changed, or if the last attempt failed. The stored configurations of
     * invalid files stay.
     */
    void handOn() {
        if (!toHandOn) {
            return;
        }
        Map<String, String> owners = new TreeMap<>();
        Map<String, OrkaFailure> failed = new TreeMap<>();
        good.forEach((file, configurations) -> configurations.keySet().forEach(pid -> {
            String first = owners.putIfAbsent(pid, file);
            if (first != null) {
                EngineFailure failure = EngineFailure.configuredTwice(pid, file, first);
                failed.put(file, failure);
            }
        }));
        boolean all = true;
        for (Map.Entry<String, Map<String, Map<String, Object>>> each : good.entrySet()) {
            String file = each.getKey();
            all &= tried(failed, file, () -> service.set(file, each.getValue(), pid -> file.equals(owners.get(pid))));
        }
        all &= tried(failed, DELETED, () -> service.deleteBut(owners.keySet(), broken.keySet(), DELETED));
        toHandOn = !all;
        tell(failed);
    }

    private static boolean tried(Map<String, OrkaFailure> failed, String file, Runnable task) {
        try {
            task.run();
            return true;
        } catch (EngineFailure e) {
            failed.put(file, e);
            return false;
        }
    }

    /** Logs new failures. */
    private void tell(Map<String, OrkaFailure> failed) {
        failed.forEach((file, failure) -> {
            OrkaFailure before = disputed.get(file);
            if (before == null || !before.line().equals(failure.line())) {
                LOG.error(failure.line(), failure.getCause());
            }
        });
        disputed.putAll(failed);
        disputed.keySet().retainAll(failed.keySet());
    }

    List<OrkaFailure> failures() {
        Map<String, OrkaFailure> all = new TreeMap<>(disputed);
        all.putAll(broken);
        return List.copyOf(all.values());
    }
}
