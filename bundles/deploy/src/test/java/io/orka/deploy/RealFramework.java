package io.orka.deploy;

import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** A Felix framework, configured as the launcher does it. */
final class RealFramework {

    private final Framework framework;

    RealFramework(Path storage) throws Exception {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        storage.toString(),
                        Constants.FRAMEWORK_STORAGE_CLEAN,
                        Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                        Constants.FRAMEWORK_BSNVERSION,
                        Constants.FRAMEWORK_BSNVERSION_MULTIPLE,
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "io.orka.sdk;version=1.1.0,io.orka.interrupt;version=1.0.0",
                        Constants.FRAMEWORK_BOOTDELEGATION,
                        "javax.*,jdk.*,com.sun.*,sun.*,org.w3c.*,org.xml.*,org.ietf.*",
                        "felix.bootdelegation.implicit",
                        "false",
                        "felix.service.urlhandlers",
                        "false",
                        "felix.log.level",
                        "1"));
        framework.start();
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(20));
    }
}
