package com.example.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orka.sdk.OrkaCall;
import io.orka.sdk.Response;
import io.orka.sdk.ServiceProperties;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.scr.info.ScrInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.ComponentConstants;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;
import org.osgi.util.tracker.ServiceTracker;

/** The bundle as it was built, in a real framework with declarative services. */
class HelloGreeterTest {

    /** One class out of each bundle that is installed. */
    private static final List<Class<?>> BUNDLES =
            List.of(Function.class, Promise.class, ComponentConstants.class, ScrInfo.class, HelloGreeter.class);

    @TempDir
    Path cache;

    private Framework framework;
    private BundleContext context;
    private ServiceTracker<Object, Object> commands;

    @BeforeEach
    void startFramework() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        cache.toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "io.orka.sdk;version=1.0.0"));
        framework.start();
        context = framework.getBundleContext();
        for (Class<?> inBundle : BUNDLES) {
            String location =
                    inBundle.getProtectionDomain().getCodeSource().getLocation().toString();
            context.installBundle("reference:" + location);
        }
        for (var bundle : context.getBundles()) {
            bundle.start();
        }
        commands = new ServiceTracker<>(
                context, context.createFilter("(&(osgi.command.scope=engine)(osgi.command.function=greet))"), null);
        // All of them: the test has classes of the same names, so the framework thinks it could not use the bundle's.
        commands.open(true);
    }

    @AfterEach
    void stopFramework() throws Exception {
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(10));
    }

    @Test
    void isThereAsLongAsThePluginIs() throws Exception {
        publish("telegram", (calling, request) -> Response.ok(null));
        assertThat(commands.getService()).isNull();

        ServiceRegistration<OrkaCall> hello = publish("hello", greeting("Hello"));
        assertThat(greet(greeter())).isEqualTo("Hello, Ada!");

        hello.unregister();
        assertThat(commands.getService()).isNull();
    }

    @Test
    void staysTheSameThroughASwap() throws Exception {
        ServiceRegistration<OrkaCall> old = publish("hello", greeting("Hello"));
        Object greeter = greeter();
        assertThat(greet(greeter)).isEqualTo("Hello, Ada!");

        publish("hello", greeting("Welcome"));
        old.unregister();

        assertThat(commands.getService()).isSameAs(greeter);
        assertThat(commands.getTrackingCount()).as("services that came or went").isEqualTo(1);
        assertThat(greet(greeter)).isEqualTo("Welcome, Ada!");
    }

    @Test
    void passesOnThatThePluginCannot() throws Exception {
        publish("hello", (calling, request) -> Response.fail("Unknown method: " + request.method()));
        Object greeter = greeter();

        assertThatThrownBy(() -> greet(greeter)).hasMessage("Unknown method: HelloWorld");
    }

    private static OrkaCall greeting(String word) {
        return (calling, request) -> Response.ok(Map.of("message", word + ", " + request.string("name") + "!"));
    }

    private ServiceRegistration<OrkaCall> publish(String name, OrkaCall plugin) {
        return context.registerService(
                OrkaCall.class, plugin, FrameworkUtil.asDictionary(Map.of(ServiceProperties.NAME, name)));
    }

    private Object greeter() throws InterruptedException {
        return commands.waitForService(TimeUnit.SECONDS.toMillis(10));
    }

    /** Calls it as the shell does: by the name of the function, since the bundle has classes of its own. */
    private static Object greet(Object greeter) throws Exception {
        try {
            return greeter.getClass().getMethod("greet", String.class).invoke(greeter, "Ada");
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception thrown) {
                throw thrown;
            }
            throw e;
        }
    }
}
