package io.orka.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orka.build.BuiltJar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Version;

class BundleWrapperTest {

    private static final String PLUGIN = "public class Plugin { public void orkaCall(Request r, Response s) {} }";
    private static final int RUNNING = Runtime.version().feature();

    @TempDir
    Path directory;

    private Path staging;
    private PluginFixture plugin;

    @BeforeEach
    void tinyPlugin() {
        staging = directory.resolve("store/incoming");
        plugin = new PluginFixture(directory).source("Plugin", PLUGIN);
    }

    private PluginBundle wrap() throws IOException {
        return new BundleWrapper(staging).wrap(plugin.build());
    }

    private static Attributes manifest(PluginBundle bundle) throws IOException {
        try (InputStream in = Files.newInputStream(bundle.directory().resolve("META-INF/MANIFEST.MF"))) {
            return new Manifest(in).getMainAttributes();
        }
    }

    private static List<String> files(PluginBundle bundle) throws IOException {
        try (Stream<Path> walk = Files.walk(bundle.directory())) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> bundle.directory().relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void describesTheBundle() throws IOException {
        PluginBundle bundle = wrap();
        assertThat(bundle.key()).hasToString("tiny@v0.1.0");
        assertThat(bundle.service()).isEqualTo("TinyService");
        assertThat(bundle.commit()).isEqualTo(PluginFixture.COMMIT);
        assertThat(bundle.symbolicName()).isEqualTo("orka.plugin.tiny");
        assertThat(bundle.version()).isEqualTo(new Version(0, 1, 0));
        assertThat(bundle.digest()).matches("[0-9a-f]{64}");
        assertThat(bundle.directory()).hasParent(staging).isDirectory();
        assertThat(PluginBundle.read(bundle.directory(), bundle.digest())).isEqualTo(bundle);
    }

    @Test
    void writesNoHeadersButItsOwn() throws IOException {
        plugin.header("Bundle-Activator", "acme.Evil")
                .header("Export-Package", "io.orka.sdk;version=9")
                .header("Import-Package", "nowhere")
                .header("DynamicImport-Package", "*")
                .header("Require-Bundle", "system.bundle")
                .header("Bundle-NativeCode", "x.so")
                .header("Bundle-SymbolicName", "host")
                .header("Class-Path", "../other.jar")
                .header("Orka-Name", "other");
        Attributes headers = manifest(wrap());
        assertThat(headers.entrySet().stream().map(header -> header.getKey() + ": " + header.getValue()))
                .containsExactlyInAnyOrder(
                        "Manifest-Version: 1.0",
                        "Bundle-ManifestVersion: 2",
                        "Bundle-SymbolicName: orka.plugin.tiny",
                        "Bundle-Name: tiny",
                        "Bundle-Version: 0.1.0",
                        "Bundle-ClassPath: .",
                        "Import-Package: io.orka.sdk;version=\"[1,2)\"",
                        "Require-Capability: osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\"",
                        "Orka-Name: tiny",
                        "Orka-Version: v0.1.0",
                        "Orka-Service: TinyService",
                        "Orka-Commit: " + PluginFixture.COMMIT,
                        "Orka-Entrypoint: ORKA_CALL#acme.Plugin#orkaCall#false",
                        "Orka-Context: unseen-1");
    }

    @Test
    void entryWithoutVersionHasNone() throws IOException {
        plugin.version(null);
        PluginBundle bundle = wrap();
        assertThat(bundle.key()).hasToString("tiny");
        assertThat(bundle.version()).isNull();
        assertThat(manifest(bundle).getValue("Bundle-Version")).isEqualTo("0.0.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Fragment-Host",
                "ExtensionBundle-Activator",
                "Launcher-Agent-Class",
                "Premain-Class",
                "Agent-Class"
            })
    void refusesHeadersThatReachIntoTheHost(String header) {
        plugin.header(header, "x");
        assertThatExceptionOfType(WrapFailure.class)
                .isThrownBy(this::wrap)
                .satisfies(e -> assertThat(e.code()).isEqualTo("ORKA-WRAP-03"))
                .withMessageContaining("manifest header " + header);
        assertThat(staging).isEmptyDirectory();
    }

    @Test
    void leavesOutSignaturesAndShadedSdkAndTakesTheRest() throws IOException {
        plugin.entry("META-INF/ACME.SF", "x")
                .entry("META-INF/ACME.RSA", "x")
                .entry("meta-inf/acme.ec", "x")
                .entry("META-INF/SIG-ACME", "x")
                .entry("META-INF/orka/config.json", "forged")
                .entry("META-INF/services/java.sql.Driver", "acme.Driver")
                .entry("META-INF/sub/KEPT.RSA", "x")
                .entry("META-INF/versions/17/io/orka/sdk/Request.class", "x")
                .entry("io/orka/sdk/Request.class", "x")
                .entry("io/orka/sdkx/kept.txt", "x")
                .entry("module-info.class", "no class file at all")
                .entry("words.txt", "hello");
        PluginBundle bundle = wrap();
        assertThat(files(bundle))
                .containsExactly(
                        "META-INF/MANIFEST.MF",
                        "META-INF/orka/config.json",
                        "META-INF/services/java.sql.Driver",
                        "META-INF/sub/KEPT.RSA",
                        "acme/Plugin.class",
                        "io/orka/sdkx/kept.txt",
                        "module-info.class",
                        "words.txt");
        assertThat(bundle.directory().resolve("META-INF/orka/config.json")).hasContent("{\"name\":\"Tiny\"}");
    }

    @Test
    void embedsLibrariesInOrderByteForByte() throws IOException {
        Path first = PluginFixture.library(directory.resolve("one/a.jar"), "x.One", "package x; class One {}");
        Path second = PluginFixture.library(directory.resolve("two/a.jar"), "x.Two", "package x; class Two {}");
        Path third = PluginFixture.library(directory.resolve("o,d;d\".jar"), "x.Odd", "package x; class Odd {}");
        plugin.library(first).library(second).library(third).entry("lib/note.txt", "x");
        PluginBundle bundle = wrap();
        assertThat(manifest(bundle).getValue("Bundle-ClassPath")).isEqualTo(".,lib/a.jar,lib/1-a.jar,lib/o_d_d_.jar");
        assertThat(bundle.directory().resolve("lib/a.jar")).hasSameBinaryContentAs(first);
        assertThat(bundle.directory().resolve("lib/1-a.jar")).hasSameBinaryContentAs(second);
        assertThat(bundle.directory().resolve("lib/o_d_d_.jar")).hasSameBinaryContentAs(third);
    }

    @Test
    void refusesALibraryOrConfigThatIsALink() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "s");
        BuiltJar built = plugin.library(Files.createSymbolicLink(directory.resolve("a.jar"), secret))
                .build();
        assertThatExceptionOfType(WrapFailure.class)
                .isThrownBy(() -> new BundleWrapper(staging).wrap(built))
                .withMessageContaining("a.jar: it is not a regular file");
        Files.delete(directory.resolve("config.json"));
        Files.createSymbolicLink(directory.resolve("config.json"), secret);
        assertThatExceptionOfType(WrapFailure.class)
                .isThrownBy(() -> new BundleWrapper(staging).wrap(built))
                .withMessageContaining("config.json: it is not a regular file");
        assertThat(staging).isEmptyDirectory();
    }

    @Test
    void sameInputGivesTheSameDigestWhateverTheTimes() throws IOException {
        Path library = PluginFixture.library(directory.resolve("a.jar"), "x.One", "package x; class One {}");
        BuiltJar built = plugin.library(library).build();
        PluginBundle first = new BundleWrapper(staging).wrap(built);
        Files.setLastModifiedTime(library, FileTime.fromMillis(0));
        PluginBundle second = new BundleWrapper(directory.resolve("elsewhere")).wrap(built);
        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(second.directory()).isNotEqualTo(first.directory());
        plugin.entry("new.txt", "");
        assertThat(wrap().digest()).isNotEqualTo(first.digest());
    }

    @Test
    void classFilesForANewerJavaAreRefusedHere() {
        plugin.classFileVersion("acme/Plugin.class", 0, 44 + RUNNING + 4);
        assertThatExceptionOfType(WrapFailure.class)
                .isThrownBy(this::wrap)
                .satisfies(e -> assertThat(e.code()).isEqualTo("ORKA-WRAP-04"))
                .withMessage("acme.Plugin is compiled for Java " + (RUNNING + 4) + ", but this host runs on Java "
                        + RUNNING);
        plugin.classFileVersion("acme/Plugin.class", 0, 999);
        assertThatExceptionOfType(WrapFailure.class).isThrownBy(this::wrap).withMessageContaining("Java 955");
        plugin.classFileVersion("acme/Plugin.class", 0xFFFF, 44 + RUNNING);
        assertThatExceptionOfType(WrapFailure.class).isThrownBy(this::wrap).withMessageContaining("--enable-preview");
    }

    @Test
    void oldClassFilesAskForTheirOwnPlatform() throws IOException {
        plugin.classFileVersion("acme/Plugin.class", 0, 52);
        assertThat(manifest(wrap()).getValue("Require-Capability")).contains("(version=1.8)");
    }

    @Test
    void newerClassesOfAMultiReleaseJarDoNotCount() throws IOException {
        String newer = "META-INF/versions/99/acme/Plugin.class";
        plugin.header("Multi-Release", "true")
                .classes(Map.of(
                        newer,
                        Compiled.classes("acme.Plugin", "package acme; class Plugin {}")
                                .get("acme/Plugin.class")))
                .classFileVersion(newer, 0, 44 + RUNNING + 4);
        assertThat(manifest(wrap()).getValue("Multi-Release")).isEqualTo("true");
    }

    @Test
    void brokenClassFileIsNamed() {
        plugin.entry("acme/Odd.class", "words in a file called class");
        byte[] cut = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 52, 0, 9, 1};
        plugin.classes(Map.of("acme/Cut.class", cut));
        assertThatExceptionOfType(WrapFailure.class)
                .isThrownBy(this::wrap)
                .satisfies(e -> assertThat(e.code()).isEqualTo("ORKA-WRAP-05"))
                .withMessageStartingWith("acme/Cut.class");
    }

    @Test
    void stagingThatCannotBeWrittenIsNamed() throws IOException {
        Files.createDirectories(staging.getParent());
        Files.writeString(staging, "a file where the directory should be");
        assertThatExceptionOfType(WrapFailure.class)
                .isThrownBy(this::wrap)
                .satisfies(e -> assertThat(e.code()).isEqualTo("ORKA-WRAP-09"))
                .withMessageContaining(staging.toString());
    }

    @Test
    void readingWhatOrkaDidNotWriteFails() throws IOException {
        PluginBundle bundle = wrap();
        Path manifest = bundle.directory().resolve("META-INF/MANIFEST.MF");
        Files.writeString(manifest, Files.readString(manifest).replace("ORKA_CALL#", "NEWER_KIND#"));
        assertThatExceptionOfType(WrapFailure.class)
                .isThrownBy(() -> PluginBundle.read(bundle.directory(), bundle.digest()))
                .satisfies(e -> assertThat(e.code()).isEqualTo("ORKA-WRAP-10"))
                .withMessageContaining("NEWER_KIND");
        Files.writeString(manifest, "Manifest-Version: 1.0\n");
        assertThatExceptionOfType(WrapFailure.class)
                .isThrownBy(() -> PluginBundle.read(bundle.directory(), bundle.digest()))
                .withMessageContaining("has no Orka-Name");
    }
}
