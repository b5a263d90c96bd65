package io.orka.deploy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orka.sdk.OrkaCall;
import io.orka.wrap.PluginBundle;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;

/** A plugin's loader is a class path for libraries, and the loader of a bundle for the framework. */
class PluginClassLoaderTest {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    @TempDir
    private Path temp;

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

    private PluginSources sources() throws Exception {
        return new PluginSources(temp.resolve("a b/plugin"))
                .source("acme.Plugin", "package acme; public class Plugin {}")
                .resource("data/a.txt", "own");
    }

    private PluginBundle withLibrary() throws Exception {
        return sources()
                .library("z.jar", "z.Z", "package z; public class Z {}", Map.of(MANIFEST, """
                                Manifest-Version: 1.0
                                Implementation-Title: zett
                                Implementation-Version: 1.2
                                Specification-Vendor: acme
                                """))
                .bundle("p@1");
    }

    @Test
    void packages_have_the_versions_in_the_manifests_of_the_jars() throws Exception {
        try (Deployment deployment = RealFramework.deploy(deployer, withLibrary())) {
            Package library = deployment.contextLoader().loadClass("z.Z").getPackage();
            Package own = deployment.contextLoader().loadClass("acme.Plugin").getPackage();

            assertThat(library.getImplementationTitle()).isEqualTo("zett");
            assertThat(library.getImplementationVersion()).isEqualTo("1.2");
            assertThat(library.getSpecificationVendor()).isEqualTo("acme");
            assertThat(own.getImplementationVersion()).isNull();
        }
    }

    @Test
    void code_sources_are_the_jars_and_the_directory() throws Exception {
        try (Deployment deployment = RealFramework.deploy(deployer, withLibrary())) {
            assertThat(source(deployment, "z.Z")).isRegularFile().endsWithRaw(Path.of("lib/z.jar"));
            assertThat(source(deployment, "acme.Plugin")).isDirectoryContaining("glob:**/acme");
        }
    }

    private static Path source(Deployment deployment, String className) throws Exception {
        Class<?> type = deployment.contextLoader().loadClass(className);
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void a_class_finds_its_own_resources_as_files() throws Exception {
        try (Deployment deployment = RealFramework.deploy(deployer, withLibrary())) {
            Class<?> plugin = deployment.contextLoader().loadClass("acme.Plugin");

            assertThat(Path.of(requireNonNull(plugin.getResource("/data/a.txt")).toURI()))
                    .hasContent("own");
            assertThat(Path.of(requireNonNull(plugin.getResource("/data")).toURI()))
                    .isDirectory();
        }
    }

    @Test
    void libraries_can_compile_against_the_class_path_of_the_loader() throws Exception {
        try (Deployment deployment = RealFramework.deploy(deployer, withLibrary())) {
            List<Path> classPath = new ArrayList<>();
            for (URL url : ((URLClassLoader) deployment.contextLoader()).getURLs()) {
                classPath.add(Path.of(url.toURI()));
            }

            assertThat(classPath).hasSize(2).allMatch(Files::exists);
            assertThat(classPath.get(1)).endsWithRaw(Path.of("lib/z.jar"));
        }
    }

    @Test
    void a_library_for_several_java_versions_is_loaded_in_that_of_this_jvm() throws Exception {
        PluginSources sources = sources();
        Path old = Files.createDirectories(temp.resolve("old"));
        Path young = Files.createDirectories(temp.resolve("young"));
        sources.compile(old, "z.Z", "package z; public class Z { public String toString() { return \"old\"; } }");
        sources.compile(young, "z.Z", "package z; public class Z { public String toString() { return \"17\"; } }");
        Path jar = temp.resolve("several.jar");
        int result = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--create",
                        "--file",
                        jar.toString(),
                        "-C",
                        old.toString(),
                        ".",
                        "--release",
                        "17",
                        "-C",
                        young.toString(),
                        ".");
        assertThat(result).isZero();

        try (Deployment deployment =
                RealFramework.deploy(deployer, sources.jar(jar).bundle("p@1"))) {
            Class<?> type = deployment.contextLoader().loadClass("z.Z");

            assertThat(type.getConstructor().newInstance()).hasToString("17");
        }
    }

    @Test
    void the_framework_knows_the_bundle_of_a_class_and_loads_the_same_classes() throws Exception {
        try (Deployment deployment = RealFramework.deploy(deployer, withLibrary())) {
            ClassLoader loader = deployment.contextLoader();
            Bundle bundle = RealFramework.bundle(deployment);
            Class<?> type = loader.loadClass("z.Z");

            assertThat(FrameworkUtil.getBundle(type)).isSameAs(bundle);
            assertThat(bundle.loadClass("z.Z")).isSameAs(type);
            assertThat(bundle.adapt(BundleWiring.class).getClassLoader()).isSameAs(loader);
            assertThat(bundle.getResource("data/a.txt")).isEqualTo(loader.getResource("data/a.txt"));
        }
    }

    @Test
    void the_bundle_shows_its_headers_and_files() throws Exception {
        PluginBundle plugin = withLibrary();
        Files.writeString(temp.resolve("a b/outside.txt"), "not the plugin's");
        try (Deployment deployment = RealFramework.deploy(deployer, plugin)) {
            Bundle bundle = RealFramework.bundle(deployment);

            assertThat(bundle.getSymbolicName()).isEqualTo("orka.plugin.p");
            assertThat(bundle.getHeaders("").get("bundle-classpath")).isEqualTo(".,lib/z.jar");
            assertThat(bundle.getEntry("data/a.txt")).isNotNull();
            assertThat(bundle.getEntry("../outside.txt")).isNull();
            assertThat(bundle.getEntry("data/missing.txt")).isNull();
            assertThat(bundle.adapt(BundleWiring.class)
                            .listResources("/", "*.class", BundleWiring.LISTRESOURCES_RECURSE))
                    .contains("acme/Plugin.class", "z/Z.class");
        }
    }

    @Test
    void a_location_that_is_not_a_plugin_is_an_ordinary_bundle_or_an_error() {
        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> framework.context().installBundle(EngineFrames.PLUGIN_LOCATION + "/nowhere"));
    }

    @Test
    void services_of_jdk_modules_are_found() throws Exception {
        try (Deployment deployment = RealFramework.deploy(deployer, withLibrary())) {
            ClassLoader loader = deployment.contextLoader();

            assertThat(ServiceLoader.load(javax.tools.JavaCompiler.class, loader))
                    .isNotEmpty();
            assertThat(loader.loadClass("jdk.jshell.JShell").getClassLoader())
                    .isSameAs(ClassLoader.getSystemClassLoader());
        }
    }

    @Test
    void the_sdk_is_that_of_the_host_even_if_the_plugin_contains_one() throws Exception {
        PluginBundle bundle = sources().jarOf(OrkaCall.class).bundle("p@1");
        try (Deployment deployment = RealFramework.deploy(deployer, bundle)) {
            assertThat(deployment.contextLoader().loadClass(OrkaCall.class.getName()))
                    .isSameAs(OrkaCall.class);
        }
    }

    /** Two threads that load classes which refer to each other, in both orders, do not block each other. */
    @Test
    void classes_are_loaded_by_several_threads_at_once() throws Exception {
        PluginSources sources = sources();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            names.add("acme.C" + i);
            sources.source(
                    "acme.C" + i,
                    "package acme; public class C" + i + (i == 0 ? "" : " extends C" + (i - 1))
                            + " implements java.util.function.Supplier<Object> { public Object get() { return this; } }");
        }
        try (Deployment deployment = RealFramework.deploy(deployer, sources.bundle("p@1"))) {
            CountDownLatch begin = new CountDownLatch(1);
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Future<Class<?>>> loaded = new ArrayList<>();
                for (int i = 0; i < 80; i++) {
                    String name = names.get(i < 40 ? i : 79 - i);
                    Callable<Class<?>> load = () -> {
                        begin.await();
                        return deployment.contextLoader().loadClass(name);
                    };
                    loaded.add(threads.submit(load));
                }
                begin.countDown();
                for (int i = 0; i < 40; i++) {
                    Class<?> type = loaded.get(i).get();
                    assertThat(type).isSameAs(loaded.get(79 - i).get());
                    assertThat(((Supplier<?>) type.getConstructor().newInstance()).get())
                            .isInstanceOf(type);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void a_closed_loader_finds_no_further_class() throws Exception {
        ClassLoader loader;
        try (Deployment deployment = RealFramework.deploy(deployer, withLibrary())) {
            loader = deployment.contextLoader();
            loader.loadClass("z.Z");
        }
        assertThat(loader.loadClass("z.Z")).isNotNull();
        assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> loader.loadClass("acme.Plugin"));
        assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> loader.loadClass("z.Other"));
    }

    @Test
    void a_damaged_jar_hides_no_class_of_another_jar() throws Exception {
        PluginBundle bundle = sources()
                .library("z.jar", "z.Z", "package z; public class Z {}", Map.of())
                .library("y.jar", "y.Y", "package y; public class Y {}", Map.of())
                .bundle("p@1");
        Files.writeString(bundle.directory().resolve("lib/z.jar"), "");
        try (Deployment deployment = RealFramework.deploy(deployer, bundle)) {
            assertThat(deployment.contextLoader().loadClass("y.Y")).isNotNull();
        }
    }

    @Test
    void a_name_that_no_file_can_have_is_not_found() throws Exception {
        try (Deployment deployment = RealFramework.deploy(deployer, withLibrary())) {
            assertThatExceptionOfType(ClassNotFoundException.class)
                    .isThrownBy(() -> deployment.contextLoader().loadClass("acme.a\0b"));
        }
    }

    /** For example a bundle tracker, which learns of the bundle while the framework installs it. */
    @Test
    void a_class_can_be_loaded_while_the_bundle_is_installed() throws Exception {
        List<Object> seen = new ArrayList<>();
        SynchronousBundleListener listener = event -> {
            if (event.getType() == BundleEvent.INSTALLED) {
                try {
                    seen.add(FrameworkUtil.getBundle(event.getBundle().loadClass("z.Z")) == null);
                } catch (ClassNotFoundException e) {
                    seen.add(e);
                }
            }
        };
        framework.context().addBundleListener(listener);
        try (Deployment deployment = RealFramework.deploy(deployer, withLibrary())) {
            assertThat(seen).containsExactly(true);
            assertThat(FrameworkUtil.getBundle(deployment.contextLoader().loadClass("z.Z")))
                    .isSameAs(RealFramework.bundle(deployment));
        } finally {
            framework.context().removeBundleListener(listener);
        }
    }

    @Test
    void the_parent_shows_no_class_and_no_resource_of_the_host() throws Exception {
        try (Deployment deployment = RealFramework.deploy(deployer, withLibrary())) {
            ClassLoader parent = deployment.contextLoader().getParent();

            assertThatExceptionOfType(ClassNotFoundException.class)
                    .isThrownBy(() -> Class.forName(Deployer.class.getName(), false, parent));
            assertThat(parent.getResource("io/orka/deploy/Deployer.class")).isNull();
            assertThat(ServiceLoader.load(org.slf4j.spi.SLF4JServiceProvider.class, deployment.contextLoader()))
                    .isEmpty();
        }
    }

    /** The platform's loader finds the classes of all named modules, also those of the application. */
    @Test
    void classes_of_the_application_s_modules_are_hidden() throws Exception {
        Path sources = Files.createDirectories(temp.resolve("sources/javax/acme"));
        Path host = Files.writeString(sources.resolve("Host.java"), "package javax.acme; public class Host {}");
        Path info =
                Files.writeString(temp.resolve("sources/module-info.java"), "module acme.host { exports javax.acme; }");
        Path module = temp.resolve("modules/acme.host");
        assertThat(ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(System.out, System.err, "-d", module.toString(), info.toString(), host.toString()))
                .isZero();

        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-p",
                        temp.resolve("modules").toString(),
                        "--add-modules",
                        "acme.host,jdk.jshell",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ModularHost.class.getName(),
                        "javax.acme.Host",
                        "jdk.jshell.JShell",
                        "javax.sql.DataSource")
                .redirectErrorStream(true)
                .start();
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output.lines())
                .containsExactly(
                        "javax.acme.Host is hidden", "jdk.jshell.JShell is found", "javax.sql.DataSource is found");
    }
}
