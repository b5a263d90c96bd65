package io.orka.launcher;

import static java.util.Objects.requireNonNull;

import io.orka.identity.OrkaFailure;
import io.orka.plugins.LivePlugins;
import io.orka.plugins.RegistryHealth;
import io.orka.plugins.Subscription;
import io.orka.registry.RegistryWatch;
import io.orka.shell.Announcements;
import io.orka.shell.RegistryWords;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the registry whenever its file changes, and shows the state of the file at the host's terminal. */
final class RegistryFollower implements Announcements {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryFollower.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final LivePlugins plugins;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private List<String> told = List.of();

    RegistryFollower(LivePlugins plugins) {
        this.plugins = requireNonNull(plugins, "plugins is null");
    }

    /** Begins to watch the file; {@code close} on the result stops the watch. */
    AutoCloseable follow(Path file) {
        return new RegistryWatch(file, INTERVAL, () -> {
            plugins.beginChanges();
            tell();
        });
    }

    /** Applies the file; if the file is invalid, the current plugins stay active. */
    void applyOrGoOn() {
        orGoOn(plugins::applyChanges);
    }

    @Override
    public Subscription listen(Consumer<String> listener) {
        synchronized (this) {
            RegistryHealth health = plugins.registry();
            told = RegistryWords.lines(health);
            told.forEach(listener);
            RegistryWords.waiting(health).forEach(listener);
            RegistryWords.warnings(plugins.list(), health).forEach(listener);
            listeners.add(listener);
        }
        return () -> listeners.remove(listener);
    }

    /**
     * Shows each problem and each warning once. Pending changes are shown after each change of the file. An apply
     * between two changes is not visible to this class, and the changes may concern the same plugin.
     */
    synchronized void tell() {
        RegistryHealth health = plugins.registry();
        List<String> before = told;
        told = RegistryWords.lines(health);
        List<String> news = new ArrayList<>(told);
        news.removeAll(before);
        if (told.isEmpty() && !before.isEmpty()) {
            news.add("registry: all problems are fixed");
        }
        news.addAll(RegistryWords.waiting(health));
        listeners.forEach(listener -> news.forEach(listener));
    }

    private static void orGoOn(Runnable apply) {
        try {
            apply.run();
        } catch (OrkaFailure e) {
            LOG.error("Keeping the restored plugins. {}", e.line());
        }
    }
}
