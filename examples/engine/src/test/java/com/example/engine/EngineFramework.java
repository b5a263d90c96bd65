package com.example.engine;

import io.orka.sdk.OrkaCall;
import io.orka.sdk.ServiceProperties;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.scr.info.ScrInfo;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.Version;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.ComponentConstants;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;
import org.osgi.util.tracker.ServiceTracker;

/** Runs the built bundle in a real framework with Declarative Services, and registers plugins. */
final class EngineFramework implements AutoCloseable {

    /** One class of each installed bundle. */
    private static final List<Class<?>> BUNDLES =
            List.of(Function.class, Promise.class, ComponentConstants.class, ScrInfo.class, HelloGreeter.class);

    /** The packages of the host, in versions that all builds of the bundle accept. */
    private static final String SHARED = "io.orka.sdk;version=1.999,io.orka.api;version=1.999";

    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private final Framework framework;
    private final BundleContext context;

    EngineFramework(Path cache) throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        cache.toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        SHARED));
        framework.start();
        context = framework.getBundleContext();
        for (Class<?> inBundle : BUNDLES) {
            context.installBundle("reference:" + location(inBundle));
        }
        for (Bundle bundle : context.getBundles()) {
            bundle.start();
        }
    }

    Bundle engine() {
        return context.getBundle("reference:" + location(HelloGreeter.class));
    }

    ServiceRegistration<OrkaCall> publish(String name, String version, OrkaCall plugin) {
        Map<String, Object> properties = Map.of(
                ServiceProperties.NAME,
                name,
                ServiceProperties.KEY,
                name + "@v" + version,
                ServiceProperties.VERSION,
                Version.valueOf(version));
        return context.registerService(OrkaCall.class, plugin, FrameworkUtil.asDictionary(properties));
    }

    /** Tracks services that the shell would find as a command. */
    ServiceTracker<Object, Object> commands(String function) throws Exception {
        ServiceTracker<Object, Object> commands = new ServiceTracker<>(
                context,
                context.createFilter("(&(osgi.command.scope=engine)(osgi.command.function=" + function + "))"),
                null);
        // All services: the test has classes of the same names, so the framework would hide the bundle's services.
        commands.open(true);
        return commands;
    }

    /** Calls a command by name, as the shell does: the test cannot use the bundle's classes. */
    Object say(String function, Object... arguments) throws Exception {
        ServiceTracker<Object, Object> commands = commands(function);
        try {
            Object command = commands.waitForService(PATIENCE_MILLIS);
            Class<?>[] types = Arrays.stream(arguments).map(Object::getClass).toArray(Class<?>[]::new);
            return command.getClass().getMethod(function, types).invoke(command, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception thrown) {
                throw thrown;
            }
            throw e;
        } finally {
            commands.close();
        }
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(PATIENCE_MILLIS);
    }

    private static String location(Class<?> inBundle) {
        return inBundle.getProtectionDomain().getCodeSource().getLocation().toString();
    }
}
