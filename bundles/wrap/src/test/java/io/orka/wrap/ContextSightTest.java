package io.orka.wrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class ContextSightTest {

    private static final String PLUGIN = "public class Plugin { public void orkaCall(Request r, Response s) { %s } }";

    @TempDir
    Path directory;

    private PluginFixture plugin;

    @BeforeEach
    void blindPlugin() {
        plugin = new PluginFixture(directory).source("Plugin", PLUGIN.formatted(""));
    }

    private boolean seesContext() throws IOException {
        PluginBundle bundle = new BundleWrapper(directory.resolve("staging")).wrap(plugin.build());
        assertThat(PluginBundle.read(bundle.directory(), bundle.digest())).isEqualTo(bundle);
        return bundle.seesContext();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String text = r.string(\"a\") + 1; s.setData(java.util.List.of(text, new Object[0].length));",
                "Runnable lambda = () -> s.setData(java.time.Duration.ofSeconds(1).toString()); lambda.run();",
                "record Pair(int a, int[] b) {} s.setData(new Pair(1, null).hashCode());",
                "s.setData(java.util.stream.Stream.of(\"b\", \"a\").sorted().toList());",
                "if (Plugin.class.desiredAssertionStatus()) throw new IllegalStateException(String.valueOf(System.nanoTime()));"
            })
    void aPluginThatCannotSeeItsContextIsKnown(String body) throws IOException {
        plugin.source("Plugin", PLUGIN.formatted(body));
        assertThat(seesContext()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thread.currentThread().getContextClassLoader();",
                "new Thread(() -> {}).start();",
                "java.util.ServiceLoader.load(Runnable.class);",
                "new java.util.Timer();",
                "java.util.concurrent.CompletableFuture.runAsync(() -> {});",
                "java.util.concurrent.Executors.newCachedThreadPool();",
                "try { Plugin.class.getMethods()[0].invoke(null); } catch (Exception e) {}",
                "java.lang.invoke.MethodHandles.lookup();",
                "javax.xml.parsers.DocumentBuilderFactory.newInstance();",
                "java.util.logging.Logger.getLogger(\"a\");",
                "java.util.ResourceBundle.getBundle(\"a\");",
                "try { new javax.naming.InitialContext(); } catch (javax.naming.NamingException e) {}",
                "try { Class.forName(\"acme.Other\"); } catch (ReflectiveOperationException e) {}",
                "java.time.chrono.Chronology.getAvailableChronologies();",
                "java.time.format.DateTimeFormatter.ISO_DATE.localizedBy(java.util.Locale.ROOT);",
                "new java.time.format.DateTimeFormatterBuilder().appendChronologyId();",
                "System.loadLibrary(\"a\");",
                "try { Plugin.class.newInstance(); } catch (ReflectiveOperationException e) {}"
            })
    void aPluginThatMaySeeItsContextIsKnownToo(String body) throws IOException {
        plugin.source("Plugin", PLUGIN.formatted(body));
        assertThat(seesContext()).isTrue();
    }

    @Test
    void whatAnotherOfItsClassesSeesAPluginSees() throws IOException {
        plugin.source("Other", "class Other { Object loader() { return Thread.currentThread(); } }");
        assertThat(seesContext()).isTrue();
    }

    @Test
    void aClassUnderTheNameOfOneOfTheJdkIsNotItsOwn() throws IOException {
        plugin.source("Plugin", PLUGIN.formatted("new javax.naming.CompositeName();"));
        ClassWriter fake = new ClassWriter(0);
        fake.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "javax/naming/CompositeName", null, "java/lang/Object", null);
        plugin.classes(Map.of("javax/naming/CompositeName.class", fake.toByteArray()));
        assertThat(seesContext()).isTrue();
    }

    @Test
    void aPluginWithALibraryMaySeeItsContext() throws IOException {
        plugin.library(plugin.build().jar());
        assertThat(seesContext()).isTrue();
    }

    @Test
    void aJarForSeveralJavaVersionsMaySeeItsContext() throws IOException {
        plugin.header("Multi-Release", "true");
        assertThat(seesContext()).isTrue();
    }
}
