package io.orka.wrap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orka.build.BuiltJar;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileJarTest {

    private static final String BROKEN = """
            package acme;
            import io.orka.sdk.*;
            public class Plugin extends java.util.ArrayList<String> implements OrkaCall {
                static class In {}
                public Response call(CallContext c, Request r) { return null; }
                void orkaCall(Request r, Response s) {}
                void callMethod(Request r, String s) {}
            }
            """;

    @TempDir
    Path directory;

    private Path staging;
    private PluginFixture plugin;

    @BeforeEach
    void tinyPlugin() {
        staging = directory.resolve("deep/er/incoming");
        plugin = new PluginFixture(directory)
                .source("Plugin", "public class Plugin { public void orkaCall(Request r, Response s) {} }");
    }

    private void assertRefused(BuiltJar built, String why) {
        assertThatExceptionOfType(WrapFailure.class)
                .isThrownBy(() -> new BundleWrapper(staging).wrap(built))
                .satisfies(e -> assertThat(e.code()).isEqualTo("ORKA-WRAP-02"))
                .withMessageContaining(why);
        assertThat(staging).isEmptyDirectory();
    }

    private static void patch(Path jar, String from, String to) throws IOException {
        String bytes = new String(Files.readAllBytes(jar), ISO_8859_1);
        assertThat(bytes).contains(from);
        Files.write(jar, bytes.replace(from, to).getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../escaped.txt",
                "a/../../escaped.txt",
                "/etc/escaped.txt",
                "a\\..\\escaped.txt",
                "C:/escaped.txt",
                "a//b.txt",
                "./a.txt",
                "a/./b.txt",
                "a/..",
                "a\nb.txt",
                "a\u0000b.txt"
            })
    void entryThatIsNoPlainRelativePath(String name) throws IOException {
        assertRefused(plugin.entry(name, "x").build(), "is not a plain relative path");
        assertThat(directory.resolve("deep/er/escaped.txt")).doesNotExist();
    }

    @Test
    void sameEntryTwice() throws IOException {
        BuiltJar built =
                plugin.entry("twice1.txt", "x").entry("twice2.txt", "y").build();
        patch(built.jar(), "twice2.txt", "twice1.txt");
        assertRefused(built, "has the entry 'twice1.txt' twice");
    }

    @Test
    void fileWhereADirectoryIs() throws IOException {
        BuiltJar built = plugin.entry("a", "x").entry("a/b", "y").build();
        assertRefused(built, "has the entry 'a/b' that conflicts with another entry");
    }

    @Test
    void moreEntriesThanAPluginNeeds() throws IOException {
        for (int i = 0; i < 20_001; i++) {
            plugin.entry("e" + i, "");
        }
        assertRefused(plugin.build(), "has more than 20000 entries");
    }

    @Test
    void zipBomb() throws IOException {
        Path jar = directory.resolve("bomb.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.putNextEntry(new ZipEntry("zeros"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i <= 200; i++) {
                out.write(zeros);
            }
            out.closeEntry();
        }
        assertRefused(plugin.built(jar), "unpacks to more than 200 MiB");
    }

    @Test
    void entryThatCallsItselfALinkBecomesAFile() throws IOException {
        BuiltJar built = plugin.entry("passwords", "/etc/passwd").build();
        markAsLink(built.jar(), "passwords");
        PluginBundle bundle = new BundleWrapper(staging).wrap(built);
        try (Stream<Path> walk = Files.walk(bundle.directory())) {
            assertThat(walk).noneMatch(Files::isSymbolicLink);
        }
        assertThat(bundle.directory().resolve("passwords")).hasContent("/etc/passwd");
    }

    /** Sets Unix mode 0120777 in the entry's central header (APPNOTE 4.3.12). */
    private static void markAsLink(Path jar, String entry) throws IOException {
        byte[] bytes = Files.readAllBytes(jar);
        int header = new String(bytes, ISO_8859_1).lastIndexOf(entry) - 46;
        assertThat(new String(bytes, header, 4, ISO_8859_1)).isEqualTo("PK\u0001\u0002");
        bytes[header + 5] = 3;
        bytes[header + 40] = (byte) 0xFF;
        bytes[header + 41] = (byte) 0xA1;
        Files.write(jar, bytes);
    }

    @Test
    void jarThatIsNoJar() throws IOException {
        Path jar = Files.writeString(directory.resolve("words.jar"), "words");
        assertThatExceptionOfType(WrapFailure.class)
                .isThrownBy(() -> new BundleWrapper(staging).wrap(plugin.built(jar)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("ORKA-WRAP-01"))
                .withMessageContaining(jar.toString());
    }

    @Test
    void truncatedJar() throws IOException {
        BuiltJar built = plugin.build();
        byte[] bytes = Files.readAllBytes(built.jar());
        Files.write(built.jar(), Arrays.copyOf(bytes, bytes.length / 2));
        assertThatExceptionOfType(WrapFailure.class)
                .isThrownBy(() -> new BundleWrapper(staging).wrap(built))
                .satisfies(e -> assertThat(e.code()).isEqualTo("ORKA-WRAP-01"));
    }

    @Test
    void jarThatIsALink() throws IOException {
        BuiltJar built = plugin.build();
        Path link = Files.createSymbolicLink(directory.resolve("link.jar"), built.jar());
        assertThatExceptionOfType(WrapFailure.class)
                .isThrownBy(() -> new BundleWrapper(staging).wrap(plugin.built(link)))
                .withMessageContaining("it is not a regular file");
    }

    @Test
    void classFileWithBrokenBytesIsRefusedInWords() throws IOException {
        byte[] whole = requireNonNull(Compiled.classes("acme.Plugin", BROKEN).get("acme/Plugin.class"));
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            byte[] broken = whole.clone();
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                broken[8 + random.nextInt(broken.length - 8)] = (byte) random.nextInt();
            }
            BuiltJar built = plugin.classes(Map.of("acme/Plugin.class", broken)).build();
            try {
                new BundleWrapper(staging).wrap(built);
            } catch (WrapFailure e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
