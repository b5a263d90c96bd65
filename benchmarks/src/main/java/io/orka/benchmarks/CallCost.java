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

/** One call of one plugin that does nothing, in each container, from a place that has called other plugins before. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CallCost {

    private static final int PLUGINS = 5;

    /** The plugin as an object: the limit. */
    @State(Scope.Benchmark)
    public static class Direct {
        private OrkaCall plugin = new PingCall();

        /** Makes the place meet others. */
        @Setup
        public void meet() throws Exception {
            CallSite.meet(List.of());
        }
    }

    /** The plugin in a class loader of its own. */
    @State(Scope.Benchmark)
    public static class OwnLoader {
        private OrkaCall plugin = new PingCall();

        /** Loads it. */
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

    /** Looks into its jar before it asks the host, as the loaders of containers do. */
    private static final class ChildFirst extends URLClassLoader {
        ChildFirst(URL jar) {
            super(new URL[] {jar}, CallCost.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(PingCall.class.getName()) ? findClass(name) : super.loadClass(name, resolve);
        }
    }

    /** The plugin as PF4J gives it. */
    @State(Scope.Benchmark)
    public static class Pf4j {
        private OrkaCall plugin = new PingCall();

        /** Loads and starts it. */
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

    /** A host of Orka with several plugins, one of which is called through its service. */
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

        /** Ends the host. */
        @TearDown
        public void close() throws IOException {
            host.close();
        }
    }

    /** Plugins without libraries. */
    @State(Scope.Benchmark)
    public static class OrkaPlain extends OrkaHost {
        /** As JMH makes it. */
        public OrkaPlain() {
            super(false);
        }
    }

    /** Plugins with a library each. */
    @State(Scope.Benchmark)
    public static class OrkaWithLibraries extends OrkaHost {
        /** As JMH makes it. */
        public OrkaWithLibraries() {
            super(true);
        }
    }

    /** A service in a bare framework, fetched and given back with each call, as OSGi counts its users. */
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

        /** Ends the framework. */
        @TearDown
        public void stop() throws Exception {
            framework.close();
        }
    }

    /** The plugin as an object. */
    @Benchmark
    public Response direct(Direct state) throws Exception {
        return CallSite.call(state.plugin);
    }

    /** The plugin as an object from a class loader of its own. */
    @Benchmark
    public Response ownLoader(OwnLoader state) throws Exception {
        return CallSite.call(state.plugin);
    }

    /** PF4J's extension, kept: nothing counts the call, and a reload leaves it behind. */
    @Benchmark
    public Response pf4j(Pf4j state) throws Exception {
        return CallSite.call(state.plugin);
    }

    /** Orka's service: counted, swapped under the caller. */
    @Benchmark
    public Response orka(OrkaPlain state) throws Exception {
        return CallSite.call(state.service);
    }

    /** The same, for a plugin that embeds a library, and so has the thread's context class loader set. */
    @Benchmark
    public Response orkaWithLibraries(OrkaWithLibraries state) throws Exception {
        return CallSite.call(state.service);
    }

    /** Felix' service, fetched and given back. */
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
