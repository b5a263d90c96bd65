package io.orka.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.slf4j.LoggerFactory;

/** The directories of a host, and the frameworks and engine bundles that use them one after the other. */
final class EngineHome implements AutoCloseable {

    /** Long times, since a busy machine may need seconds instead of milliseconds. */
    static final EngineTimes USUAL =
            new EngineTimes(Duration.ofMillis(20), Duration.ofSeconds(30), Duration.ofSeconds(60));

    /** Short times for code that never returns. */
    static final EngineTimes SHORT =
            new EngineTimes(Duration.ofMillis(20), Duration.ofSeconds(2), Duration.ofSeconds(4));

    static final String EXPORTS = String.join(
            ",",
            "org.osgi.service.cm;version=1.6.1",
            "org.osgi.service.component;version=1.5.1",
            "org.osgi.service.component.propertytypes;version=1.5",
            "org.osgi.service.component.runtime;version=1.5",
            "org.osgi.service.component.runtime.dto;version=1.5",
            "org.osgi.service.log;version=1.5",
            "org.osgi.util.function;version=1.2",
            "org.osgi.util.promise;version=1.3");

    private static final List<String> SHIPPED = List.of("configadmin", "metatype", "scr");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_NANOS = 1_000_000;

    final Path directory;
    final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private @Nullable Framework framework;
    private @Nullable EngineBundles engine;

    EngineHome(Path directory) throws IOException {
        this.directory = directory;
        log.start();
        ((Logger) LoggerFactory.getLogger("io.orka.engine")).addAppender(log);
        Files.createDirectories(directory.resolve("shipped"));
        for (String name : SHIPPED) {
            Path jar = jar("org.apache.felix." + name);
            Files.copy(jar, directory.resolve("shipped").resolve(jar.getFileName()));
        }
    }

    /** Finds a jar of the class path by the start of its name. */
    static Path jar(String name) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(jar -> String.valueOf(jar.getFileName()).startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    Path bundles() {
        return directory.resolve("bundles");
    }

    Path data() {
        return directory.resolve("data");
    }

    Path config() throws IOException {
        return Files.createDirectories(directory.resolve("config"));
    }

    EngineBundles open() throws Exception {
        return open(USUAL);
    }

    EngineBundles open(EngineTimes times) throws Exception {
        EngineBundles opened = prepare(times);
        opened.open();
        return opened;
    }

    EngineBundles prepare(EngineTimes times) throws Exception {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        directory
                                .resolve("cache")
                                .resolve(UUID.randomUUID().toString())
                                .toString(),
                        Constants.FRAMEWORK_BSNVERSION,
                        Constants.FRAMEWORK_BSNVERSION_MULTIPLE,
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        EXPORTS,
                        Constants.FRAMEWORK_BOOTDELEGATION,
                        "javax.*,jdk.*,com.sun.*,sun.*,org.w3c.*,org.xml.*,org.ietf.*",
                        "felix.bootdelegation.implicit",
                        "false",
                        "felix.log.level",
                        "1"));
        framework.start();
        engine = new EngineBundles(
                framework.getBundleContext(),
                new EnginePlaces(
                        bundles(),
                        directory.resolve("config"),
                        Set.of(directory.resolve("config/registry.json")),
                        data(),
                        directory.resolve("run"),
                        directory.resolve("shipped")),
                times);
        return engine;
    }

    EngineBundles engine() {
        return requireNonNull(engine, "open it first");
    }

    BundleContext context() {
        return requireNonNull(framework, "open it first").getBundleContext();
    }

    EngineFailure failure(String file) {
        EngineBundle bundle = bundle(file);
        assertThat(bundle.state()).as(bundle.toString()).isEqualTo(EngineState.FAILED);
        return requireNonNull(bundle.failure());
    }

    EngineBundle bundle(String file) {
        return engine().bundles().stream()
                .filter(bundle -> bundle.file().equals(file))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " is not in " + engine().bundles()));
    }

    /** Returns the log messages that contain the word. */
    List<String> logged(String word) {
        return events().filter(event -> event.getFormattedMessage().contains(word))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    Stream<ILoggingEvent> events() {
        return List.copyOf(log.list).stream();
    }

    /** Waits until another thread has made the condition true. */
    void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what + "; " + engine().bundles()).isLessThan(end);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Drops the host without closing it, as {@code kill -9} does. */
    void forget() {
        framework = null;
        engine = null;
    }

    @Override
    public void close() throws Exception {
        if (engine != null) {
            engine.close();
        }
        if (framework != null) {
            framework.stop();
            framework.waitForStop(TimeUnit.SECONDS.toMillis(5));
        }
        forget();
    }

    void closeForGood() throws Exception {
        close();
        ((Logger) LoggerFactory.getLogger("io.orka.engine")).detachAppender(log);
    }
}
