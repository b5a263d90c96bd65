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
 * The shell of a host and its control socket. The shell and the socket are opened in the background, since plugins need
 * neither. A shell uses the streams of the process, so only one host per process can have a shell.
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

    /** Begins to open the shell and returns immediately. */
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
            LOG.warn("The host runs without a shell. {}", e.line());
            return null;
        }
    }

    /** Sets the action of 'orka stop'. Without an action, the command is rejected. */
    void whenAskedToStop(Runnable begin) {
        stop = begin;
    }

    /** Returns when clients can connect, or when opening has failed. */
    void await() {
        joined();
    }

    /**
     * Waits for the shell.
     *
     * @throws HostFailure if this host has no shell
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
