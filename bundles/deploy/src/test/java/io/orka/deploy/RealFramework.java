package io.orka.deploy;

import io.orka.registry.EntryLimits;
import io.orka.wrap.PluginBundle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleReference;
import org.osgi.framework.Constants;
import org.osgi.framework.connect.ConnectFrameworkFactory;
import org.osgi.framework.launch.Framework;

/** A Felix framework with the launcher's configuration. */
final class RealFramework {

    private final PluginModules modules = new PluginModules();
    private final Framework framework;

    RealFramework(Path storage) throws Exception {
        framework = ServiceLoader.load(ConnectFrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(
                        Map.of(
                                Constants.FRAMEWORK_STORAGE,
                                storage.toString(),
                                Constants.FRAMEWORK_STORAGE_CLEAN,
                                Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                                Constants.FRAMEWORK_BSNVERSION,
                                Constants.FRAMEWORK_BSNVERSION_MULTIPLE,
                                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                                "io.orka.sdk;version=1.1.0",
                                Constants.FRAMEWORK_BOOTDELEGATION,
                                "javax.*,jdk.*,com.sun.*,sun.*,org.w3c.*,org.xml.*,org.ietf.*",
                                "felix.bootdelegation.implicit",
                                "false",
                                "felix.service.urlhandlers",
                                "false",
                                "felix.log.level",
                                "1"),
                        modules);
        framework.start();
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    Deployer deployer(Path runDirectory) {
        return deployer(runDirectory, Duration.ofSeconds(10));
    }

    Deployer deployer(Path runDirectory, Duration endDeadline) {
        return new Deployer(context(), modules, runDirectory, endDeadline, Programs.none());
    }

    /** Deploys a plugin without limits: in the host's JVM, without cancellation checks in its loops. */
    static Deployment deploy(Deployer deployer, PluginBundle plugin) {
        return deploy(deployer, plugin, EntryLimits.none());
    }

    static Deployment deploy(Deployer deployer, PluginBundle plugin, EntryLimits limits) {
        return deployer.start(deployer.install(plugin, limits));
    }

    static Bundle bundle(Deployment deployment) {
        return ((BundleReference) deployment.contextLoader()).getBundle();
    }

    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(20));
    }
}
