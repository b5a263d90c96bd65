package io.orka.launcher;

import io.orka.engine.EngineBundles;
import io.orka.logging.PluginPrints;
import io.orka.plugins.Plugins;
import io.orka.registry.HostSettings;
import io.orka.shell.ControlSocket;
import io.orka.shell.HostIdentity;
import io.orka.shell.SessionStreams;
import io.orka.shell.ShellFailure;
import io.orka.shell.ShellHost;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shell of a host and the socket that leads to it. They are opened beside what serves, which does not need them; and
 * without a shell plugins serve all the same: it takes the process' streams, so only one host of a process can have it.
 */
final class HostShell implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HostShell.class);

    private final CloseStack closing = new CloseStack();
    private final CompletableFuture<@Nullable ShellHost> opened;
    private volatile @Nullable Runnable stop;

    private HostShell(
            BundleContext system,
            Plugins plugins,
            EngineBundles engine,
            HostSettings settings,
            PluginPrints prints,
            OrkaHome home) {
        SessionStreams streams = new SessionStreams(prints::out, prints::err);
        Instant since = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        HostIdentity host = new HostIdentity(
                home.directory(), OrkaVersion.text(), ProcessHandle.current().pid(), since);
        opened = CompletableFuture.supplyAsync(
                () -> shell(system, host, plugins, engine, settings, streams, home.controlSocket()),
                task -> new Thread(task, "orka-shell").start());
    }

    /** Begins to open it, and returns at once. */
    static HostShell open(
            BundleContext system,
            Plugins plugins,
            EngineBundles engine,
            HostSettings settings,
            PluginPrints prints,
            OrkaHome home) {
        return new HostShell(system, plugins, engine, settings, prints, home);
    }

    private @Nullable ShellHost shell(
            BundleContext system,
            HostIdentity identity,
            Plugins plugins,
            EngineBundles engine,
            HostSettings settings,
            SessionStreams streams,
            Path socket) {
        try {
            ShellHost host = closing.opened(new ShellHost(system, identity, plugins, engine, settings, streams));
            closing.opened(new ControlSocket(socket, host, () -> Optional.ofNullable(stop)));
            return host;
        } catch (ShellFailure e) {
            LOG.warn("The host goes on without a shell. {}", e.line());
            return null;
        }
    }

    /** Sets what begins to end this host's process when a client asks for it; without that, clients are refused. */
    void whenAskedToStop(Runnable begin) {
        stop = begin;
    }

    /** Returns when clients are let in, or cannot be. */
    void await() {
        joined();
    }

    /**
     * Waits for it.
     *
     * @throws HostFailure when this host has none
     */
    ShellHost host() {
        ShellHost host = joined();
        if (host == null) {
            throw HostFailure.withoutShell();
        }
        return host;
    }

    private @Nullable ShellHost joined() {
        try {
            return opened.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
        }
    }

    @Override
    public void close() {
        opened.handle((host, failure) -> host).join();
        closing.close();
    }
}
