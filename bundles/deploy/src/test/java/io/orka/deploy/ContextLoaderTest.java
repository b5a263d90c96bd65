package io.orka.deploy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orka.sdk.Request;
import io.orka.wrap.PluginBundle;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The context class loader finds resources and JDBC drivers, and is collected after the plugin is closed. */
class ContextLoaderTest {

    private static final String DRIVER = """
            package db;
            import java.sql.*;
            public class OwnDriver implements Driver {
                static {
                    try {
                        DriverManager.registerDriver(new OwnDriver());
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }
                public Connection connect(String url, java.util.Properties info) throws SQLException {
                    throw new SQLException("connected by " + getClass().getClassLoader().hashCode());
                }
                public boolean acceptsURL(String url) { return url.startsWith("jdbc:own:"); }
                public DriverPropertyInfo[] getPropertyInfo(String url, java.util.Properties info) { return null; }
                public int getMajorVersion() { return 1; }
                public int getMinorVersion() { return 0; }
                public boolean jdbcCompliant() { return false; }
                public java.util.logging.Logger getParentLogger() { return null; }
            }
            """;
    private static final String CONNECTS = """
            package acme;
            import io.orka.sdk.*;
            public class Plugin {
                private final String first = connect();
                public Response callMethod(Request request) {
                    return Response.ok(request.method().equals("again") ? connect() : first);
                }
                private String connect() {
                    try {
                        java.sql.DriverManager.getConnection("jdbc:own:x");
                        return "no exception";
                    } catch (java.sql.SQLException e) {
                        return e.getMessage().replace("" + getClass().getClassLoader().hashCode(), "my own driver");
                    }
                }
            }
            """;

    @TempDir
    Path temp;

    private RealFramework framework;
    private Deployer deployer;

    @BeforeEach
    void start() throws Exception {
        framework = new RealFramework(temp.resolve("cache"));
        deployer = framework.deployer(temp.resolve("run"));
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
    }

    private PluginBundle withResources() throws Exception {
        return new PluginSources(temp.resolve("a b/plugin"))
                .library("z.jar", "z.Z", "package z; public class Z {}", Map.of("word.txt", "from z"))
                .library("a.jar", "a.A", "package a; public class A {}", Map.of("word.txt", "from a"))
                .source("acme.Plugin", "package acme; public class Plugin {}")
                .resource("word.txt", "from the plugin")
                .bundle("p@1");
    }

    private static String read(InputStream in) throws Exception {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void resources_are_file_and_jar_urls_in_class_path_order() throws Exception {
        try (Deployment deployment = RealFramework.deploy(deployer, withResources())) {
            ClassLoader loader = deployment.contextLoader();

            List<URL> urls = Collections.list(loader.getResources("word.txt"));

            assertThat(urls).extracting(URL::getProtocol).containsExactly("file", "jar", "jar");
            assertThat(urls.get(1).toString()).startsWith("jar:file:").endsWith("/lib/z.jar!/word.txt");
            assertThat(urls.get(2).toString()).endsWith("/lib/a.jar!/word.txt");
            assertThat(read(urls.get(2).openStream())).isEqualTo("from a");
            assertThat(read(requireNonNull(loader.getResourceAsStream("word.txt"))))
                    .isEqualTo("from the plugin");
            assertThat(read(requireNonNull(loader.getResourceAsStream("z/Z.class"))))
                    .startsWith("");
            assertThat(Path.of(requireNonNull(loader.getResource("acme/")).toURI()))
                    .isDirectoryContaining("glob:**Plugin.class");
        }
    }

    @Test
    void the_jdk_s_resources_are_there_and_the_host_s_are_not() throws Exception {
        try (Deployment deployment = RealFramework.deploy(deployer, withResources())) {
            ClassLoader loader = deployment.contextLoader();

            assertThat(loader.getResource("java/sql/Driver.class")).isNotNull();
            assertThat(loader.getResource("io/orka/deploy/Deployer.class")).isNull();
            assertThat(loader.getResourceAsStream("io/orka/deploy/Deployer.class"))
                    .isNull();
            assertThat(loader.getResources("io/orka/deploy/Deployer.class").hasMoreElements())
                    .isFalse();
            assertThatExceptionOfType(ClassNotFoundException.class)
                    .isThrownBy(() -> loader.loadClass("io.orka.deploy.Deployer"));
        }
    }

    @Test
    void classes_are_those_of_the_bundle() throws Exception {
        try (Deployment deployment = RealFramework.deploy(deployer, withResources())) {
            Class<?> type = deployment.contextLoader().loadClass("z.Z");

            assertThat(type.getClassLoader()).isSameAs(deployment.contextLoader());
        }
    }

    @Test
    void no_jar_stays_open_after_close() throws Exception {
        Deployment deployment = RealFramework.deploy(deployer, withResources());
        for (URL url : Collections.list(deployment.contextLoader().getResources("word.txt"))) {
            assertThat(read(url.openStream())).startsWith("from");
        }
        deployment.contextLoader().loadClass("a.A");
        assertThat(openJars()).isNotEmpty();

        deployment.close();

        assertThat(openJars()).isEmpty();
    }

    /** Returns the jars below the test's directory that this process has open. Skips the test without {@code /proc}. */
    private List<String> openJars() throws Exception {
        Path descriptors = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(descriptors));
        try (Stream<Path> open = Files.list(descriptors)) {
            return open.filter(Files::exists)
                    .map(descriptor -> descriptor.toAbsolutePath())
                    .map(ContextLoaderTest::target)
                    .filter(path -> path.startsWith(temp.toString()) && path.endsWith(".jar"))
                    .toList();
        }
    }

    private static String target(Path descriptor) {
        try {
            return descriptor.toRealPath().toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private PluginBundle connecting(String name) throws Exception {
        return new PluginSources(temp.resolve(name).resolve("plugin"))
                .library(
                        "db.jar",
                        "db.OwnDriver",
                        DRIVER,
                        Map.of("META-INF/services/java.sql.Driver", "db.Missing\ndb.OwnDriver\n"))
                .source("acme.Plugin", CONNECTS)
                .bundle(name + "@1");
    }

    @Test
    void every_plugin_gets_its_own_jdbc_driver_and_leaves_none() throws Exception {
        try (Deployment first = RealFramework.deploy(deployer, connecting("first"));
                Deployment second = RealFramework.deploy(deployer, connecting("second"))) {
            BoundPlugin one = first.bind();
            BoundPlugin two = second.bind();
            assertThat(ask(one, "first")).isEqualTo("connected by my own driver");
            assertThat(ask(two, "first")).isEqualTo("connected by my own driver");

            one.close();
            assertThat(ask(one, "again")).isEqualTo("No suitable driver found for jdbc:own:x");
            assertThat(ask(two, "again")).isEqualTo("connected by my own driver");
            two.close();
        }
    }

    @Test
    void a_plugin_that_is_bound_anew_is_swept_anew() throws Exception {
        try (Deployment deployment = RealFramework.deploy(deployer, connecting("p"))) {
            deployment.bind().close();
            BoundPlugin again = deployment.bind();
            register(deployment);
            assertThat(ask(again, "again")).isEqualTo("connected by my own driver");
            again.close();
            assertThat(ask(again, "again")).isEqualTo("No suitable driver found for jdbc:own:x");
        }
    }

    /** Registers the driver like a static initializer, which runs only once per class. */
    private static void register(Deployment deployment) throws Exception {
        Class<?> driver = deployment.contextLoader().loadClass("db.OwnDriver");
        DriverManager.registerDriver((Driver) driver.getConstructor().newInstance());
    }

    private static Object ask(BoundPlugin plugin, String method) throws Exception {
        return requireNonNull(plugin.call().call(new Request(method)).data());
    }

    @Test
    void the_loader_of_a_closed_plugin_is_collected() throws Exception {
        assertCollected(callAndClose(connecting("first")));
    }

    @Test
    void the_loader_of_a_plugin_that_could_not_be_constructed_is_collected() throws Exception {
        PluginBundle bundle = new PluginSources(temp.resolve("broken"))
                .source(
                        "acme.Plugin",
                        "package acme; public class Plugin { static class Own extends RuntimeException {}"
                                + " public Plugin() { throw new Own(); } }")
                .bundle("p@1");
        DeployFailure[] kept = new DeployFailure[1];

        WeakReference<ClassLoader> loader = failAndClose(bundle, kept);

        assertCollected(loader);
        assertThat(kept[0]).hasMessageContaining("threw Own");
    }

    private WeakReference<ClassLoader> callAndClose(PluginBundle bundle) throws Exception {
        try (Deployment deployment = RealFramework.deploy(deployer, bundle);
                BoundPlugin bound = deployment.bind()) {
            assertThat(bound.call().call(new Request("Ping")).data()).isEqualTo("connected by my own driver");
            return new WeakReference<>(deployment.contextLoader());
        }
    }

    private WeakReference<ClassLoader> failAndClose(PluginBundle bundle, DeployFailure[] kept) {
        try (Deployment deployment = RealFramework.deploy(deployer, bundle)) {
            assertThatExceptionOfType(DeployFailure.class)
                    .isThrownBy(deployment::bind)
                    .satisfies(failure -> kept[0] = failure);
            return new WeakReference<>(deployment.contextLoader());
        }
    }

    private static void assertCollected(WeakReference<ClassLoader> loader) {
        for (int attempt = 0; attempt < 50 && loader.get() != null; attempt++) {
            System.gc();
        }
        assertThat(loader.get()).isNull();
    }
}
