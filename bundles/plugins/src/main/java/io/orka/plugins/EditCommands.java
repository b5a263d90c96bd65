package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import io.orka.registry.RegistryEdit;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The commands that concern one registered plugin. Most of them edit the registry and apply what concerns that name; somebody
 * else's edits of the file stay to be applied.
 */
final class EditCommands {

    private final RegistryEdit file;
    private final DesiredState desired;
    private final Names names;
    private final AppliedRevision revision;
    private final NameReconciler reconciler;
    private final Settling settling;
    private final LifecycleThread lifecycleThread;
    private final Runnable requireRunning;

    /** @param requireRunning throws where the host may change nothing */
    EditCommands(
            RegistryEdit file,
            DesiredState desired,
            Names names,
            AppliedRevision revision,
            NameReconciler reconciler,
            Settling settling,
            LifecycleThread lifecycleThread,
            Runnable requireRunning) {
        this.file = requireNonNull(file, "file is null");
        this.desired = requireNonNull(desired, "desired is null");
        this.names = requireNonNull(names, "names is null");
        this.revision = requireNonNull(revision, "revision is null");
        this.reconciler = requireNonNull(reconciler, "reconciler is null");
        this.settling = requireNonNull(settling, "settling is null");
        this.lifecycleThread = requireNonNull(lifecycleThread, "lifecycleThread is null");
        this.requireRunning = requireNonNull(requireRunning, "requireRunning is null");
    }

    Report add(String name, @Nullable String version, String repo, String service) {
        PluginKey key = new PluginKey(name, version);
        return edited(name, () -> revision.add(key, () -> file.add(name, version, repo, service)));
    }

    Report remove(String key) {
        PluginKey found = registered(key);
        return edited(found.name(), () -> revision.remove(found, file::remove)).orElse(found, "removed");
    }

    Report swap(String nameOrKey, String version) {
        PluginKey from = registered(nameOrKey);
        PluginKey to = new PluginKey(from.name(), version);
        Report report = from.equals(to)
                ? command(() -> {}, () -> reconciler.apply(from.name(), Trigger.CONFIRMED))
                : edited(from.name(), () -> move(from, to, version));
        return report.items().isEmpty() ? report.orElse(to, "serves already") : report;
    }

    Report reload(String key, Freshness freshness) {
        PluginKey found = registered(key);
        return command(() -> {}, () -> reconciler.reload(found, freshness));
    }

    private PluginKey registered(String nameOrKey) {
        desired.read();
        return names.registered(nameOrKey);
    }

    /** An edit that waits may be the same. */
    private void move(PluginKey from, PluginKey to, String version) {
        revision.move(from, to, inFile -> inFile.equals(to) ? null : file.move(inFile, version));
    }

    private Report edited(String name, Runnable edit) {
        return command(edit, () -> reconciler.apply(name, Trigger.CONFIRMED));
    }

    private Report command(Runnable edit, Supplier<CompletableFuture<Report>> apply) {
        requireRunning.run();
        return settling.during(() -> {
            edit.run();
            requireRunning.run();
            return lifecycleThread.await(apply);
        });
    }
}
