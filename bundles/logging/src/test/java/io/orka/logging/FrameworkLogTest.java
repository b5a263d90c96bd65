package io.orka.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.log.FormatterLogger;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogReaderService;
import org.osgi.service.log.LogService;
import org.osgi.service.log.LoggerFactory;

/** Log entries of a real framework reach the Logback of the embedding application. */
class FrameworkLogTest {

    private static final long PAUSE_NANOS = 1_000_000;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger root = (Logger) org.slf4j.LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private Framework framework;
    private Bundle bundle;

    @BeforeEach
    @SuppressWarnings({"unchecked", "rawtypes"}) // Felix expects its log in an untyped map
    void start(@TempDir Path cache) throws Exception {
        root.addAppender(logged);
        logged.start();
        FrameworkLog log = new FrameworkLog();
        Map configuration = new HashMap<>();
        configuration.put(Constants.FRAMEWORK_STORAGE, cache.toString());
        configuration.put("felix.log.logger", log.logger());
        framework = new FrameworkFactory().newFramework(configuration);
        framework.start();
        log.attach(framework.getBundleContext());
        bundle = framework.getBundleContext().installBundle("acme", jar());
        bundle.start();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(Duration.ofMinutes(1).toMillis());
        root.detachAppender(logged);
    }

    private static ByteArrayInputStream jar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "acme.engine");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private <T> T service(Class<T> type) {
        return bundle.getBundleContext().getService(bundle.getBundleContext().getServiceReference(type));
    }

    /** Returns level, bundle, logger and message of the last log entry. */
    private String last() {
        ILoggingEvent event = logged.list.get(logged.list.size() - 1);
        return event.getLevel() + " " + Tag.of(event) + " " + event.getLoggerName() + ": "
                + event.getFormattedMessage();
    }

    @Test
    void theLogServiceSpeaksForTheBundleThatHasIt() {
        LoggerFactory factory = service(LoggerFactory.class);
        ServiceReference<?> reference = bundle.getBundleContext().getServiceReference(LogService.class);

        factory.getLogger("story").warn("{} of {}", 1, 2);
        assertThat(last()).isEqualTo("WARN acme.engine story: 1 of 2");
        factory.getLogger("story").error("{} too", "this", new IllegalStateException("why"));
        assertThat(last()).isEqualTo("ERROR acme.engine story: this too");
        assertThat(logged.list.get(logged.list.size() - 1).getThrowableProxy().getMessage())
                .isEqualTo("why");
        factory.getLogger("story", FormatterLogger.class).info("%03d", 7);
        assertThat(last()).isEqualTo("INFO acme.engine story: 007");
        factory.getLogger("story").audit("seen");
        assertThat(last()).isEqualTo("INFO acme.engine story: seen");
        factory.getLogger(org.osgi.service.log.Logger.ROOT_LOGGER_NAME).info("root");
        assertThat(last()).isEqualTo("INFO acme.engine acme.engine: root");
        factory.getLogger("story").warn("of a service", reference, new IllegalStateException());
        assertThat(last()).startsWith("WARN acme.engine story: of a service [org.osgi.service.log.LogService");
        factory.getLogger("story").info(log -> log.info("lazily"));
        assertThat(last()).isEqualTo("INFO acme.engine story: lazily");
        assertThatThrownBy(() -> factory.getLogger("story", Odd.class)).isInstanceOf(IllegalArgumentException.class);
    }

    private interface Odd extends FormatterLogger {}

    @Test
    void listenersHearUntilTheirBundleEnds() throws Exception {
        List<LogEntry> heard = new ArrayList<>();
        LogReaderService reader = service(LogReaderService.class);
        reader.addLogListener(entry -> {
            throw new IllegalStateException("deaf");
        });
        reader.addLogListener(heard::add);

        service(LogService.class).getLogger("story").warn("said");

        assertThat(heard).singleElement().satisfies(entry -> {
            assertThat(entry.getBundle()).isSameAs(bundle);
            assertThat(entry.getLogLevel()).isEqualTo(LogLevel.WARN);
            assertThat(entry.getMessage()).isEqualTo("said");
        });
        assertThat(last()).isEqualTo("ERROR acme.engine LogListener: A log listener threw an exception");
        org.osgi.service.log.Logger kept = service(LogService.class).getLogger("story");
        bundle.stop();
        kept.warn("after the end");
        assertThat(heard).hasSize(1);
        assertThat(last()).isEqualTo("WARN acme.engine story: after the end");
        bundle.uninstall();
        assertThat(Callers.name(bundle)).isEqualTo("acme.engine");
    }

    @Test
    void anErrorInAListenerIsLoggedOnceWithItsBundle() throws Exception {
        bundle.getBundleContext().addServiceListener(event -> {
            throw new IllegalStateException("deaf");
        });
        framework.getBundleContext().registerService(Runnable.class, () -> {}, null);
        framework.getBundleContext().registerService(Runnable.class, () -> {}, null);

        awaitEvents();
        assertThat(logged.list)
                .filteredOn(event -> event.getThrowableProxy() != null)
                .extracting(
                        event -> Tag.of(event) + " " + event.getThrowableProxy().getMessage())
                .containsExactly("acme.engine deaf", "acme.engine deaf");
    }

    /** Waits until the framework has notified its listeners of all earlier events, which it does in order. */
    private void awaitEvents() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        framework.adapt(FrameworkWiring.class).refreshBundles(List.of(), event -> told.countDown());
        assertThat(told.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void aBundleThatIsGoneLogsNothingWhereItMayBeOfAnotherHost() throws Exception {
        PluginLog log = (source, text) -> {};
        try (PluginPrints first = PluginPrints.open(framework.getBundleContext(), key -> log)) {
            assertThat(first).isNotNull();
            try (PluginPrints second = PluginPrints.open(framework.getBundleContext(), key -> log)) {
                assertThat(second).isNotNull();
                assertThat(PluginPrints.log(bundle, "a@v1")).isSameAs(log);
                bundle.uninstall();
                assertThat(PluginPrints.log(bundle, "a@v1")).isNull();
            }
            assertThat(PluginPrints.log(bundle, "a@v1")).isSameAs(log);
        }
    }

    @Test
    void whoTakesTheHandlerOfJulAwayDoesNotKeepIt() throws Exception {
        java.util.logging.Logger jul = LogManager.getLogManager().getLogger("");
        List<Handler> before = List.of(jul.getHandlers());
        JulLines lines = new JulLines();
        jul.addHandler(lines);
        try {
            jul.removeHandler(lines);
            bundle.stop();

            while (!List.of(jul.getHandlers()).contains(lines)) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } finally {
            jul.removeHandler(lines);
            before.stream()
                    .filter(handler -> !List.of(jul.getHandlers()).contains(handler))
                    .forEach(jul::addHandler);
        }
    }
}
