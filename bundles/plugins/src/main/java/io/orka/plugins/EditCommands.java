package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The commands that change one registered plugin. Most of these commands edit the registry and apply the entries of the
 * plugin's name. The commands do not apply other edits of the file.
 */
final class EditCommands {

    private final RegistryEdits file;
    private final DesiredState desired;
    private final Names names;
    private final AppliedRevision revision;
    private final NameReconciler reconciler;
    private final CommandRunner runner;

    EditCommands(
            DesiredState desired,
            RegistryEdits file,
            Names names,
            AppliedRevision revision,
            NameReconciler reconciler,
            CommandRunner runner) {
        this.desired = requireNonNull(desired, "desired is null");
        this.file = requireNonNull(file, "file is null");
        this.names = requireNonNull(names, "names is null");
        this.revision = requireNonNull(revision, "revision is null");
        this.reconciler = requireNonNull(reconciler, "reconciler is null");
        this.runner = requireNonNull(runner, "runner is null");
    }

    CompletableFuture<Report> add(String name, @Nullable String version, String repo, String service) {
        PluginKey key = new PluginKey(name, version);
        return edited(name, () -> revision.add(key, () -> file.add(name, version, repo, service)));
    }

    CompletableFuture<Report> remove(String key) {
        PluginKey found = registered(key);
        return edited(found.name(), () -> revision.remove(found, file::remove))
                .thenApply(report -> report.orElse(found, "removed"));
    }

    CompletableFuture<Report> swap(String nameOrKey, String version) {
        PluginKey from = registered(nameOrKey);
        PluginKey to = new PluginKey(from.name(), version);
        return edited(from.name(), () -> move(from, to))
                .thenApply(report -> report.items().isEmpty() ? report.orElse(to, "already active") : report);
    }

    CompletableFuture<Report> reload(String key, Freshness freshness) {
        PluginKey found = registered(key);
        return runner.run(() -> {}, () -> reconciler.reload(found, freshness));
    }

    private PluginKey registered(String nameOrKey) {
        desired.read();
        return names.registered(nameOrKey);
    }

    /** Changes the version of an entry. The entry may already have this version, in the file or in a pending edit. */
    private void move(PluginKey from, PluginKey to) {
        if (!from.equals(to)) {
            revision.move(
                    from, to, inFile -> inFile.equals(to) ? null : file.move(inFile, String.valueOf(to.version())));
        }
    }

    private CompletableFuture<Report> edited(String name, Runnable edit) {
        return runner.run(edit, () -> reconciler.apply(name, Trigger.CONFIRMED));
    }
}
