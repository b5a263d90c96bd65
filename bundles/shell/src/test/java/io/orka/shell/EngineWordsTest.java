package io.orka.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands show a running and a failed engine bundle, and a broken configuration. */
class EngineWordsTest {

    private static final String FAILURE = "com.acme.web ENGINE ORKA-ENGINE-04: web.jar (com.acme.web 1.0.0) cannot be"
            + " resolved: no bundle provides the package com.acme.none. Add the bundle that provides it to the bundles directory,"
            + " embed it, or make the import optional.";

    @TempDir
    private Path directory;

    private RunningShell shell;

    @BeforeEach
    void start() throws Exception {
        shell = new RunningShell(directory);
        jar("core.jar", Map.of("Bundle-SymbolicName", "com.acme.core"));
        jar("web.jar", Map.of("Bundle-SymbolicName", "com.acme.web", "Import-Package", "com.acme.none"));
        shell.engine.open();
    }

    @AfterEach
    void stop() throws Exception {
        shell.stop();
    }

    private void jar(String file, Map<String, String> headers) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-Version", "1.0.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        Path jar = Files.createDirectories(directory.resolve("home/bundles")).resolve(file);
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
    }

    @Test
    void listShowsThemWhenAskedFor() {
        assertThat(shell.run("orka:list").out()).doesNotContain("com.acme");

        List<String> all = shell.run("orka:list --all").out().lines().toList();
        assertThat(all).contains(FAILURE);
        assertThat(all).anyMatch(line -> line.matches("com.acme.core +1.0.0 +ACTIVE +core.jar +- +\\d+s"));
        assertThat(all).anyMatch(line -> line.matches("com.acme.web +1.0.0 +FAILED +web.jar +- +\\d+s"));
    }

    @Test
    void listShowsThemAsJson() {
        assertThat(JsonText.read(shell.run("orka:list --json").out())).isInstanceOf(List.class);

        Object all = JsonText.read(shell.run("orka:list --all --json").out());
        assertThat(all)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("registry", "plugins", "engine");
        assertThat(String.valueOf(all))
                .contains("name=com.acme.core, version=1.0.0, file=core.jar, state=ACTIVE")
                .contains("code=ORKA-ENGINE-04");
    }

    @Test
    void whySaysMore() {
        RunningShell.Result web = shell.run("orka:why com.acme.web");
        assertThat(web.failed()).isZero();
        assertThat(web.out())
                .startsWith(FAILURE)
                .contains("  what to do     Add the bundle that provides it")
                .contains("  file           web.jar, version 1.0.0")
                .endsWith("\nMore: orka:help ORKA-ENGINE-04\n");
        assertThat(shell.run("orka:why com.acme.core").out()).startsWith("com.acme.core is ACTIVE. It is running.");
        assertThat(shell.run("orka:why com.acme.cor").err())
                .isEqualTo("ORKA-TEST-01: no plugin 'com.acme.cor'. Did you mean the engine bundle 'com.acme.core'?\n");
        assertThat(shell.run("orka:why nobody").err()).isEqualTo("ORKA-TEST-01: no plugin 'nobody'. Look.\n");
    }

    @Test
    void engineListsAndLooksNow() throws Exception {
        assertThat(shell.run("orka:engine").out()).contains(FAILURE);
        assertThat(shell.run("orka:engine").failed()).isZero();
        jar("none.jar", Map.of("Bundle-SymbolicName", "com.acme.none", "Export-Package", "com.acme.none"));

        RunningShell.Result update = shell.run("orka:engine update");

        assertThat(update.failed()).as(update.out()).isZero();
        assertThat(update.out()).contains("com.acme.none").doesNotContain("FAILED");
        assertThat(shell.run("orka:engine updat").err())
                .isEqualTo("ORKA-SHELL-01: unknown word 'updat'. Type: orka:engine [update] [--json]\n");
    }

    @Test
    void anUpdateAfterWhichSomethingFailsFails() {
        assertThat(shell.run("orka:engine update").failed()).isEqualTo(1);
    }

    @Test
    void whatFailedIsCounted() throws Exception {
        Files.createDirectories(directory.resolve("home/config"));
        Files.writeString(directory.resolve("home/config/engine.json"), "{");
        shell.engine.update();
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int failed = shell.host.inactive(new PrintStream(err, true, StandardCharsets.UTF_8));

        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("Not active:\n");
        assertThat(err.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains(" ENGINE ")))
                .hasSize(2)
                .contains(FAILURE)
                .anyMatch(line -> line.startsWith("config ENGINE ORKA-CONF-01: engine.json has 1 problem: 1) 1:2 "));
        assertThat(failed).isGreaterThanOrEqualTo(2);
    }
}
