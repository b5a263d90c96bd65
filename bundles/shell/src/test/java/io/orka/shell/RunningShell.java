package io.orka.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orka.engine.EngineBundles;
import io.orka.engine.EnginePlaces;
import io.orka.engine.EngineTimes;
import io.orka.registry.HostSettings;
import io.orka.registry.SettingsFile;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;

/** A shell in a real framework. */
final class RunningShell {

    static final HostIdentity IDENTITY =
            new HostIdentity(Path.of("/srv/orka"), "0.1.0", 4711, InMemoryPlugins.NOW.minus(Duration.ofHours(3)));

    private static final SessionStreams AS_THEY_ARE =
            new SessionStreams(UnaryOperator.identity(), UnaryOperator.identity());

    final InMemoryPlugins plugins = new InMemoryPlugins();
    final EngineBundles engine;
    ShellHost host;
    private final Framework framework;
    final HostSettings settings;

    RunningShell(Path cache) throws Exception {
        Files.writeString(cache.resolveSibling("host.json"), "{\n\"git\": { \"deadline\": \"90s\" } }");
        settings = new SettingsFile(cache.resolveSibling("host.json"), cache.resolveSibling("last"), Map.of()).read();
        framework = new FrameworkFactory().newFramework(Map.of("org.osgi.framework.storage", cache.toString()));
        framework.start();
        engine = new EngineBundles(
                framework.getBundleContext(),
                new EnginePlaces(
                        cache.resolve("home/bundles"),
                        cache.resolve("home/config"),
                        Set.of(),
                        cache.resolve("home/data"),
                        cache.resolve("home/run"),
                        cache.resolve("home/shipped")),
                EngineTimes.USUAL);
        host = new ShellHost(framework.getBundleContext(), IDENTITY, plugins, engine, settings, AS_THEY_ARE);
    }

    void restart() {
        host = new ShellHost(framework.getBundleContext(), IDENTITY, plugins, engine, settings, AS_THEY_ARE);
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    int frameworkState() {
        return framework.getState();
    }

    Result run(String... commands) {
        return run(0, false, commands);
    }

    Result run(int width, boolean color, String... commands) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int failed = host.execute(
                List.of(commands),
                InputStream.nullInputStream(),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                width,
                color);
        return new Result(failed, out.toString(UTF_8), err.toString(UTF_8));
    }

    record Result(int failed, String out, String err) {}

    void stop() throws Exception {
        host.close();
        engine.close();
        framework.stop();
        framework.waitForStop(0);
    }
}
