package io.orka.benchmarks;

import io.orka.benchmarks.subject.PingActivator;
import io.orka.benchmarks.subject.PingCall;
import io.orka.benchmarks.subject.PingExtension;
import io.orka.benchmarks.subject.PingPoint;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Response;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.pf4j.DefaultPluginManager;

/** Measures a call of a plugin that does nothing, in each container, from a call site that has called other plugins. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CallCost {

    private static final int PLUGINS = 5;

    /** The plugin as an object: the lower bound. */
    @State(Scope.Benchmark)
    public static class Direct {
        private OrkaCall plugin = new PingCall();

        /** Makes the call site call other plugins. */
        @Setup
        public void meet() throws Exception {
            CallSite.meet(List.of());
        }
    }

    /** The plugin in a separate class loader. */
    @State(Scope.Benchmark)
    public static class OwnLoader {
        private OrkaCall plugin = new PingCall();

        /** Loads the plugin. */
        @Setup
        public void load() throws Exception {
            CallSite.meet(List.of());
            try (Scratch scratch = Scratch.create()) {
                Path jar =
                        PluginJar.of(PingCall.class).write(scratch.directory().resolve("ping.jar"));
                try (URLClassLoader loader = new ChildFirst(jar.toUri().toURL())) {
                    plugin = (OrkaCall) loader.loadClass(PingCall.class.getName())
                            .getConstructor()
                            .newInstance();
                }
            }
        }
    }

    /** A class loader that loads the plugin from its jar first, as the class loaders of containers do. */
    private static final class ChildFirst extends URLClassLoader {
        ChildFirst(URL jar) {
            super(new URL[] {jar}, CallCost.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(PingCall.class.getName()) ? findClass(name) : super.loadClass(name, resolve);
        }
    }

    /** The plugin as PF4J returns it. */
    @State(Scope.Benchmark)
    public static class Pf4j {
        private OrkaCall plugin = new PingCall();

        /** Loads and starts the plugin. */
        @Setup
        public void start() throws Exception {
            CallSite.meet(List.of());
            try (Scratch scratch = Scratch.create()) {
                Path plugins = scratch.directory("plugins");
                PluginJar.pf4j("ping", PingExtension.class).write(plugins.resolve("ping.jar"));
                DefaultPluginManager manager = new DefaultPluginManager(plugins);
                manager.loadPlugins();
                manager.startPlugins();
                plugin = manager.getExtensions(PingPoint.class, "ping").get(0);
            }
        }
    }

    /** An Orka host with several plugins. One of them is called through its service. */
    @SuppressWarnings("NullAway.Init")
    public abstract static class OrkaHost {
        private final boolean libraries;
        private PingHost host;
        OrkaCall service;

        OrkaHost(boolean libraries) {
            this.libraries = libraries;
        }

        /** Starts the host. */
        @Setup
        public void open() throws Exception {
            host = PingHost.open(PLUGINS, libraries);
            CallSite.meet(host.services(PLUGINS));
            service = host.services(1).get(0);
        }

        /** Stops the host. */
        @TearDown
        public void close() throws IOException {
            host.close();
        }
    }

    /** Plugins without libraries. */
    @State(Scope.Benchmark)
    public static class OrkaPlain extends OrkaHost {
        /** Creates the state for JMH. */
        public OrkaPlain() {
            super(false);
        }
    }

    /** Plugins with one library each. */
    @State(Scope.Benchmark)
    public static class OrkaWithLibraries extends OrkaHost {
        /** Creates the state for JMH. */
        public OrkaWithLibraries() {
            super(true);
        }
    }

    /** A service in a bare framework. Each call gets and ungets the service, so that OSGi counts its users. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init")
    public static class Felix {
        private BareFelix framework;
        private BundleContext context;
        private ServiceReference<OrkaCall> reference;

        /** Installs the plugin. */
        @Setup
        public void start() throws Exception {
            CallSite.meet(List.of());
            framework = BareFelix.start();
            framework.install(PluginJar.bundle("ping", PingActivator.class, PingCall.class));
            context = framework.context();
            reference = context.getServiceReference(OrkaCall.class);
        }

        /** Stops the framework. */
        @TearDown
        public void stop() throws Exception {
            framework.close();
        }
    }

    /** Calls the plugin as an object. */
    @Benchmark
    public Response direct(Direct state) throws Exception {
        return CallSite.call(state.plugin);
    }

    /** Calls the plugin as an object from a separate class loader. */
    @Benchmark
    public Response ownLoader(OwnLoader state) throws Exception {
        return CallSite.call(state.plugin);
    }

    /** Calls a kept PF4J extension: the call is not counted, and a reload does not replace the extension. */
    @Benchmark
    public Response pf4j(Pf4j state) throws Exception {
        return CallSite.call(state.plugin);
    }

    /** Calls Orka's service: the call is counted, and a swap replaces the plugin behind the service. */
    @Benchmark
    public Response orka(OrkaPlain state) throws Exception {
        return CallSite.call(state.service);
    }

    /** Calls the service of a plugin with a library: Orka also sets the thread's context class loader. */
    @Benchmark
    public Response orkaWithLibraries(OrkaWithLibraries state) throws Exception {
        return CallSite.call(state.service);
    }

    /** Gets Felix's service, calls it and ungets it. */
    @Benchmark
    public Response felix(Felix state) throws Exception {
        OrkaCall plugin = state.context.getService(state.reference);
        try {
            return CallSite.call(plugin);
        } finally {
            state.context.ungetService(state.reference);
        }
    }
}
