package io.orka.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/** A Felix framework with only the plugin SDK. */
final class BareFelix implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 10_000;

    private final Scratch scratch;
    private final Framework framework;

    private BareFelix(Scratch scratch, Framework framework) {
        this.scratch = scratch;
        this.framework = framework;
    }

    static BareFelix start() throws IOException, BundleException {
        Scratch scratch = Scratch.create();
        Framework framework = new FrameworkFactory()
                .newFramework(Map.of(
                        "org.osgi.framework.storage", scratch.directory("felix").toString(),
                        "org.osgi.framework.system.packages.extra", "io.orka.sdk;version=1.0.0",
                        "felix.log.level", "1"));
        framework.start();
        return new BareFelix(scratch, framework);
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    void install(PluginJar bundle) throws IOException, BundleException {
        Path jar = bundle.write(scratch.directory().resolve("bundle.jar"));
        context().installBundle(jar.toUri().toString()).start();
    }

    @Override
    public void close() throws BundleException, InterruptedException, IOException {
        framework.stop();
        framework.waitForStop(PATIENCE_MILLIS);
        scratch.close();
    }
}
