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

/** Applies the registry whenever its file changes, and tells people at the host's terminal how the file is. */
final class RegistryFollower implements Announcements {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryFollower.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final LivePlugins plugins;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private List<String> told = List.of();

    RegistryFollower(LivePlugins plugins) {
        this.plugins = requireNonNull(plugins, "plugins is null");
    }

    /** Begins to watch the file; the result ends that. */
    AutoCloseable follow(Path file) {
        return new RegistryWatch(file, INTERVAL, () -> {
            plugins.beginChanges();
            tell();
        });
    }

    /** Applies the file as it is; while it cannot be used, what served before goes on. */
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
     * What is wrong or odd is told once. What waits is told after each change of the file: an apply in between leaves no trace
     * here, and the change may be one more of the same plugin.
     */
    synchronized void tell() {
        RegistryHealth health = plugins.registry();
        List<String> before = told;
        told = RegistryWords.lines(health);
        List<String> news = new ArrayList<>(told);
        news.removeAll(before);
        if (told.isEmpty() && !before.isEmpty()) {
            news.add("registry: nothing is wrong with it any more");
        }
        news.addAll(RegistryWords.waiting(health));
        listeners.forEach(listener -> news.forEach(listener));
    }

    private static void orGoOn(Runnable apply) {
        try {
            apply.run();
        } catch (OrkaFailure e) {
            LOG.error("What served before goes on. {}", e.line());
        }
    }
}
