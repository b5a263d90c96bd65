package io.orka.benchmarks.subject;

import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The engine bundle of every OSGi container. The system property {@code orka.benchmarks.plugins} sets the expected
 * number of plugins. The bundle calls the last expected plugin and each later one. After each call it creates an empty
 * file, named after the response, in the directory {@code orka.benchmarks.answers}. This file ends the measured time.
 */
public final class FirstAnswer implements BundleActivator {

    private final int expected = Integer.getInteger("orka.benchmarks.plugins", 1);
    private final Path answers = Path.of(System.getProperty("orka.benchmarks.answers", "."));
    private final AtomicInteger seen = new AtomicInteger();

    @Override
    public void start(BundleContext context) {
        new ServiceTracker<OrkaCall, OrkaCall>(context, OrkaCall.class, null) {
            @Override
            public OrkaCall addingService(ServiceReference<OrkaCall> reference) {
                OrkaCall plugin = super.addingService(reference);
                if (seen.incrementAndGet() >= expected) {
                    tell(plugin);
                }
                return plugin;
            }
        }.open();
    }

    private void tell(OrkaCall plugin) {
        try {
            Files.createFile(answers.resolve(
                    String.valueOf(plugin.call(new Request("Ping")).data())));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop(BundleContext context) {
        // The framework closes the tracker.
    }
}
