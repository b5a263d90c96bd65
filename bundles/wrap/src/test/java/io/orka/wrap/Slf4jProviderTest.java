package io.orka.wrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

class Slf4jProviderTest {

    private static final String PLUGIN =
            "public class Plugin { public Response callMethod(Request r) { return null; } }";
    private static final String SERVICE = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";

    @TempDir
    private Path directory;

    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @Test
    void anSlf4jWithoutProviderLogsByTheJdk() throws Exception {
        PluginBundle bundle =
                wrap(new PluginFixture(directory).source("Plugin", PLUGIN).library(jarOf(LoggerFactory.class)));

        Logger target = Logger.getLogger("acme.by.slf4j");
        target.addHandler(handler);
        try (URLClassLoader plugin = loader(bundle)) {
            Object logger = plugin.loadClass("org.slf4j.LoggerFactory")
                    .getMethod("getLogger", String.class)
                    .invoke(null, "acme.by.slf4j");
            Class<?> type = plugin.loadClass("org.slf4j.Logger");
            IllegalStateException thrown = new IllegalStateException("thrown");
            type.getMethod("warn", String.class, Object[].class)
                    .invoke(logger, "said {} and {}", new Object[] {1, "two", thrown});
            type.getMethod("info", String.class).invoke(logger, "a {0} as it is");
            type.getMethod("debug", String.class).invoke(logger, "not this");
            assertThat(logged).extracting(LogRecord::getMessage).containsExactly("said 1 and two", "a {0} as it is");
            assertThat(logged.get(0).getThrown()).isSameAs(thrown);
            assertThat(logged.get(0).getLoggerName()).isEqualTo("acme.by.slf4j");
        } finally {
            target.removeHandler(handler);
        }
    }

    @Test
    void aBridgeFromTheJdkToSlf4jMakesNoCircle() throws Exception {
        PluginBundle bundle = wrap(new PluginFixture(directory)
                .source("Plugin", PLUGIN)
                .library(jarOf(LoggerFactory.class))
                .library(jarOf(SLF4JBridgeHandler.class)));

        Logger target = Logger.getLogger("acme.bridged");
        target.addHandler(handler);
        try (URLClassLoader plugin = loader(bundle)) {
            Handler bridge = (Handler) plugin.loadClass(SLF4JBridgeHandler.class.getName())
                    .getConstructor()
                    .newInstance();
            target.addHandler(bridge);
            target.warning("by the JDK");
            Object logger = plugin.loadClass("org.slf4j.LoggerFactory")
                    .getMethod("getLogger", String.class)
                    .invoke(null, "acme.bridged");
            plugin.loadClass("org.slf4j.Logger").getMethod("warn", String.class).invoke(logger, "by SLF4J");
            Class<?> aware = plugin.loadClass("org.slf4j.spi.LocationAwareLogger");
            aware.getMethod(
                            "log",
                            plugin.loadClass("org.slf4j.Marker"),
                            String.class,
                            int.class,
                            String.class,
                            Object[].class,
                            Throwable.class)
                    .invoke(logger, null, "acme.Facade", 40, "by {}", new Object[] {"a facade"}, null);
            target.removeHandler(bridge);
        } finally {
            target.removeHandler(handler);
        }

        assertThat(logged).extracting(LogRecord::getMessage).containsExactly("by the JDK", "by SLF4J", "by a facade");
        assertThat(logged)
                .extracting(record -> record.getLevel().getName())
                .containsExactly("WARNING", "WARNING", "SEVERE");
    }

    @Test
    void thePluginsOwnProviderWins() throws Exception {
        PluginBundle bundle = wrap(new PluginFixture(directory)
                .source("Plugin", PLUGIN)
                .library(jarOf(LoggerFactory.class))
                .library(jarOf(ch.qos.logback.classic.Logger.class)));

        assertThat(bundle.directory().resolve(SERVICE)).doesNotExist();
        assertThat(bundle.directory().resolve("io")).doesNotExist();
    }

    @Test
    void oneAmongThePluginsOwnClassesWinsAsWell() throws Exception {
        PluginBundle bundle = wrap(new PluginFixture(directory)
                .source("Plugin", PLUGIN)
                .entry(SERVICE, "acme.Provider\n")
                .library(jarOf(LoggerFactory.class)));

        assertThat(bundle.directory().resolve(SERVICE)).hasContent("acme.Provider");
        assertThat(bundle.directory().resolve("io")).doesNotExist();
    }

    @Test
    void anOldSlf4jGetsTheClassesItLooksFor() throws Exception {
        PluginBundle bundle = wrap(new PluginFixture(directory)
                .source("Plugin", PLUGIN)
                .entry("org/slf4j/LoggerFactory.class", "of an SLF4J before 2.0"));

        assertThat(bundle.directory().resolve(SERVICE)).doesNotExist();
        try (URLClassLoader plugin = new URLClassLoader(
                new URL[] {bundle.directory().toUri().toURL()}, getClass().getClassLoader())) {
            for (String kind :
                    List.of("LoggerBinder getLoggerFactory", "MarkerBinder getMarkerFactory", "MDCBinder getMDCA")) {
                String[] words = kind.split(" ", -1);
                Class<?> binder = plugin.loadClass("org.slf4j.impl.Static" + words[0]);
                Object singleton = binder.getMethod("getSingleton").invoke(null);
                assertThat(binder.getMethod(words[1]).invoke(singleton)).isNotNull();
                assertThat(binder.getField("REQUESTED_API_VERSION").get(null)).isEqualTo("1.6.99");
            }
        }
    }

    @Test
    void aPluginWithoutSlf4jGetsNothing() throws Exception {
        PluginBundle bundle = wrap(new PluginFixture(directory).source("Plugin", PLUGIN));

        assertThat(bundle.directory().resolve("io")).doesNotExist();
        assertThat(bundle.directory().resolve("org")).doesNotExist();
    }

    @Test
    void theSameInputGivesTheSameBundle() throws Exception {
        PluginFixture fixture =
                new PluginFixture(directory).source("Plugin", PLUGIN).library(jarOf(LoggerFactory.class));

        assertThat(wrap(fixture).digest()).isEqualTo(wrap(fixture).digest());
    }

    private PluginBundle wrap(PluginFixture fixture) throws Exception {
        return new BundleWrapper(directory.resolve("staging")).wrap(fixture.build());
    }

    private static Path jarOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static URLClassLoader loader(PluginBundle bundle) throws Exception {
        List<URL> urls = new ArrayList<>(List.of(bundle.directory().toUri().toURL()));
        try (var jars = Files.list(bundle.directory().resolve("lib"))) {
            for (Path jar : jars.toList()) {
                urls.add(jar.toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
