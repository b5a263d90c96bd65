package io.orka.launcher;

import static java.util.Objects.requireNonNull;

import io.orka.api.PluginHost;
import io.orka.build.Builds;
import io.orka.calls.Calls;
import io.orka.checkout.Credentials;
import io.orka.checkout.GitCheckouts;
import io.orka.deploy.Deployer;
import io.orka.deploy.GuestJvm;
import io.orka.engine.EngineBundles;
import io.orka.engine.EngineTimes;
import io.orka.facade.PluginFacade;
import io.orka.logging.PluginPrints;
import io.orka.plugins.LivePlugins;
import io.orka.plugins.PipelineServices;
import io.orka.plugins.Plugins;
import io.orka.process.Processes;
import io.orka.registry.ConfigFile;
import io.orka.registry.HostSettings;
import io.orka.registry.InvalidRegistry;
import io.orka.registry.PluginLock;
import io.orka.registry.RegistryEdit;
import io.orka.registry.RegistryFile;
import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import io.orka.store.BundleStore;
import io.orka.wrap.BundleWrapper;
import java.nio.file.Path;
import java.time.Duration;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An embedded Orka host. The command line uses this class, too.
 *
 * <pre>{@code
 * try (Orka orka = Orka.open(OrkaHome.of(Path.of("/var/lib/orka")))) {
 *     Response response = orka.call("hello", new Request("HelloWorld", Map.of("name", "Ada")));
 * }
 * }</pre>
 *
 * <p>Safe for use by multiple threads. Only one host on a machine can use a home directory at a time. {@link #close()}
 * stops the host.
 */
public final class Orka implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Orka.class);
    private static final Duration DRAIN_DEADLINE = Duration.ofSeconds(30);
    private static final Duration SWEEP_AFTER = Duration.ofMinutes(2);

    private final CloseStack closing = new CloseStack();

    /** Resources that are closed before the framework stops: engine bundles, plugins, then the shell. */
    private final CloseStack serving = new CloseStack();

    private final Path registryFile;
    private final HostSettings settings;
    private final FrameworkCaches caches;
    private final Framework framework;
    private final Builds builds;
    private final Processes processes;
    private final Calls calls = new Calls();
    private final LivePlugins plugins;
    private final RegistryFollower registry;
    private final PluginFacade host;
    private final EngineBundles engine;
    private final HostShell shell;

    private Orka(OrkaHome asked, Path registryFile) {
        this.registryFile = registryFile;
        try {
            OrkaHome home = RunPlace.take(asked);
            RunPlace.tell(home);
            HostLock lock = closing.opened(HostLock.take(home));
            settings = StartSettings.read(home);
            caches = closing.opened(FrameworkCaches.open(home.run().resolve("framework"), SWEEP_AFTER));
            framework = closing.opened(Framework.start(caches.own()));
            BundleContext context = framework.context();
            Distribution distribution = Distribution.of(home);
            builds = closing.opened(new Builds(
                    distribution.buildTools(),
                    home.buildLogs(),
                    home.run().resolve("build"),
                    settings.build().deadline(),
                    settings.build().parallel()));
            processes = closing.opened(new Processes(home.run().resolve("process"), home.pluginLogs()));
            PluginPrints prints = closing.opened(PluginPrints.open(context, key -> processes.log(key)::line));
            GuestArchive guests = closing.opened(GuestArchive.in(home.archives(), distribution.guestJvm(), processes));
            plugins = new LivePlugins(
                    pipeline(home, registryFile, guests.archived()),
                    settings.apply(),
                    lock::requireWhole,
                    DRAIN_DEADLINE);
            registry = new RegistryFollower(plugins);
            host = new PluginFacade(plugins);
            PluginHostService.register(context, plugins);
            engine = new EngineBundles(
                    context, home.enginePlaces(registryFile, distribution.frameworkBundles()), EngineTimes.USUAL);
            RunningRegistry.write(home, registryFile); // before the shell, since its clients read this file
            closing.opened(serving);
            shell = serving.opened(HostShell.open(context, plugins, engine, settings, prints, home));
            // After the shell, so that it is closed before the shell: calls from the shell can finish, too.
            serving.opened(plugins);
            framework.beforeStop(this::stopServing);
            closing.opened(home.watch(lock, registryFile, framework, caches.own(), plugins::beginChanges));
        } catch (RuntimeException | Error e) {
            closing.close();
            throw e;
        }
    }

    /**
     * Opens a host with the registry file in its home directory; see {@link #open(OrkaHome, Path)}.
     *
     * @param home the home directory of the host; created if missing
     * @return the host
     */
    public static Orka open(OrkaHome home) {
        return open(home, home.registryFile());
    }

    /**
     * Opens a host: restores the plugins that were active before, applies the registry, and returns when the registry
     * is applied. If the settings require a command, the registry is not applied. A failed plugin does not make this
     * method fail: see {@link PluginHost#plugins()}. The open host watches the registry file.
     *
     * @param home the home directory of the host; created if missing
     * @param registryFile the registry file
     * @return the host
     * @throws HostFailure if another host uses this home, or if the home, this JVM or this version of SLF4J cannot be
     *     used
     * @throws InvalidRegistry if the registry file is invalid and no plugins were active before
     */
    public static Orka open(OrkaHome home, Path registryFile) {
        Orka orka = prepare(home, registryFile);
        try {
            orka.serve();
            orka.apply();
        } catch (InvalidRegistry | HostFailure e) {
            if (orka.plugins.list().isEmpty()) {
                orka.close();
                throw e;
            }
            LOG.error("Keeping the restored plugins. {}", e.line());
        } catch (RuntimeException | Error e) {
            orka.close();
            throw e;
        }
        return orka;
    }

    /** Opens a host with a shell, without plugins. */
    static Orka prepare(OrkaHome home, Path registryFile) {
        JavaModules.check();
        ProgramLogging.check();
        return new Orka(requireNonNull(home, "home is null"), requireNonNull(registryFile, "registryFile is null"));
    }

    /** Restores plugins, starts the engine bundles and watches the registry; the caller applies the registry. */
    void serve() {
        plugins.restore();
        serving.opened(this::stopEngine);
        engine.open();
        shell.await();
        caches.served();
        closing.opened(registry.follow(registryFile));
    }

    /** Prepares builds in the background, so that the first build of a long-lived host is fast. */
    void warmUp() {
        builds.warmUp();
    }

    /** Begins to create the archive that speeds up the next start on this machine; returns immediately. */
    void makeStartArchive() {
        closing.opened(StartArchive.begin());
    }

    /**
     * Calls a plugin without deadline, cancellation or attributes.
     *
     * @param nameOrKey {@code name} (the highest version) or {@code name@version}
     * @param request the method and its arguments
     * @return the plugin's response
     * @throws io.orka.sdk.OrkaCallException if the plugin does not exist, or if the call fails
     */
    public Response call(String nameOrKey, Request request) {
        return plugins.call(nameOrKey, CallContext.none(), request);
    }

    /**
     * Returns the service of a plugin. You may keep the service: its calls go to the active version after every swap.
     *
     * @param nameOrKey {@code name} (the highest version) or {@code name@version}
     * @return the service
     * @throws io.orka.sdk.OrkaCallException if the plugin does not exist
     */
    public OrkaCall service(String nameOrKey) {
        return calls.service(nameOrKey);
    }

    /**
     * Returns the states and events of the plugins, and the commands that change plugins. For engine
     * bundles, the host registers a {@code PluginHost} as an OSGi service.
     *
     * @return the shared instance
     */
    public PluginHost host() {
        return host;
    }

    /**
     * Returns the plugins of this host, with all functions of the shell: registry edits, plans, stage times and logs.
     * The types of these functions are internal and may change; use {@link #host()} for stable types.
     *
     * @return the shared instance
     */
    public Plugins plugins() {
        return plugins;
    }

    /**
     * Returns the framework of the plugins.
     *
     * @return the system bundle's context
     */
    public BundleContext framework() {
        return framework.context();
    }

    /** Returns when the framework has stopped, because of {@link #close()} or the shell's {@code stop 0}. */
    void awaitFrameworkStop() {
        framework.awaitStop();
    }

    /** Returns the settings that the host was started with. */
    HostSettings settings() {
        return settings;
    }

    RegistryFollower registry() {
        return registry;
    }

    HostShell shell() {
        return shell;
    }

    /**
     * Stops the host. First, commands are rejected. Then the engine bundles, which can still call plugins, are stopped
     * within 30 seconds. Then new calls fail with {@code ORKA-CALL-14}, and running calls have 30 seconds to finish.
     * The framework's files stay in {@code run/framework} until the next host has been open for two minutes. Further
     * calls do nothing.
     */
    @Override
    public void close() {
        stopServing();
        closing.close();
    }

    private void stopEngine() {
        engine.close();
        if (engine.hangs()) {
            framework.hurry();
        }
    }

    private void stopServing() {
        plugins.refuseCommands();
        serving.close();
    }

    private PipelineServices pipeline(OrkaHome home, Path registryFile, GuestJvm guests) {
        BundleStore store = new BundleStore(home.store());
        Credentials credentials = Credentials.load(home.credentials(), Path.of(System.getProperty("user.home")));
        RegistryFile registry = new RegistryFile(registryFile);
        RegistryEdit edit = new RegistryEdit(registry);
        PluginLock lock = new PluginLock(home.lockFile());
        GitCheckouts checkouts = new GitCheckouts(home.plugins(), credentials, settings.git(), ConfigFile::read);
        LeftBehind.cleanUp(edit::cleanUp, lock::cleanUp, checkouts::cleanUp);
        return new PipelineServices(
                new PipelineServices.Files(registry, edit, lock),
                new PipelineServices.Stages(checkouts, builds, new BundleWrapper(store.stagingDirectory()), store),
                new Deployer(
                        framework.context(), framework.plugins(), home.run().resolve("bundles"), processes, guests),
                calls,
                home.logPlaces(),
                home.run().resolve("underway"));
    }

    /** Applies changes of the registry; failed plugins wait for their next retry. */
    void apply() {
        plugins.applyChanges();
    }
}
