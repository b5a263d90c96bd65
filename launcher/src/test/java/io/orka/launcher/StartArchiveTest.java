package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the start script, in a distribution from this class path, and the archive of classes that the first host
 * creates.
 */
class StartArchiveTest {

    @TempDir
    private Path directory;

    private Path archives;

    private UnpackedOrka orka;

    @BeforeEach
    void unpack() throws IOException {
        orka = new UnpackedOrka(directory);
        archives = orka.archives();
    }

    @Test
    void whatKilledHostsWereMakingIsSwept() throws Exception {
        Files.createDirectories(
                archives, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        FileTime twoHoursAgo = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
        Path abandoned = Files.createDirectory(archives.resolve("making-1"));
        Files.writeString(abandoned.resolve("archive"), "half");
        Files.setLastModifiedTime(abandoned, twoHoursAgo);
        Path archive = Files.writeString(archives.resolve("start-1.jsa"), "whole");
        Files.setLastModifiedTime(archive, twoHoursAgo);
        ArchiveDirectory shared = new ArchiveDirectory(archives);
        Path underway = shared.newStagingDirectory();

        shared.prepare();

        assertThat(abandoned).doesNotExist();
        assertThat(archive).exists();
        assertThat(underway).exists();
    }

    @Test
    void theFirstHostMakesItAndTheNextProcessUsesIt() throws Exception {
        Path made = makeArchive();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archives)))
                .isEqualTo("rwx------");
        Path loaded = directory.resolve("loaded.txt");
        String printed =
                orka.set("ORKA_JAVA_OPTS", "-Xlog:class+load:file=" + loaded).run("version");
        assertThat(printed).startsWith("Orka ").hasLineCount(2);
        assertThat(Files.readString(loaded)).contains("io.orka.launcher.Main source: shared objects file");
        assertThat(made).exists();
    }

    @Test
    void aDamagedOneIsNoErrorAndNoWarning() throws Exception {
        Path made = makeArchive();
        FileTime sealed = Files.getLastModifiedTime(made);
        byte[] whole = Files.readAllBytes(made);
        byte[] broken = whole.clone();
        for (int i = 8192; i < broken.length; i += 1000) {
            broken[i] ^= 0x55;
        }
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
        for (byte[] bytes : List.of(
                "damaged".getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(whole, 4096),
                Arrays.copyOf(whole, whole.length / 2),
                Arrays.copyOf(Arrays.copyOf(whole, whole.length / 2), whole.length),
                broken)) {
            Files.write(made, bytes);

            assertThat(orka.run("version")).startsWith("Orka ").hasLineCount(2);
        }
        Files.write(made, ofAnotherJvm(whole));
        Files.setLastModifiedTime(made, sealed);
        assertThat(orka.run("version")).startsWith("Orka ").hasLineCount(2);
    }

    private static byte[] ofAnotherJvm(byte[] archive) {
        String bytes = new String(archive, StandardCharsets.ISO_8859_1);
        int version = bytes.indexOf(System.getProperty("java.vm.version"));
        assertThat(version).isPositive();
        byte[] other = archive.clone();
        other[version + 1]++;
        return other;
    }

    @Test
    void oneThatDoesNotFitTheOptionsIsNoErrorAndNoWarning() throws Exception {
        makeArchive();
        Path none = directory.resolve("none");
        for (String options : List.of(
                "-XX:+UseSerialGC",
                "-XX:+UseZGC",
                "-Xmx64m",
                "-XX:-UseCompressedOops",
                "-XX:ObjectAlignmentInBytes=16",
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:0",
                "-Xshare:off",
                "-Xshare:auto",
                "-XX:SharedArchiveFile=" + none,
                "-XX:AOTCache=" + none,
                "-XX:DumpLoadedClassList=" + none,
                "@" + Files.writeString(directory.resolve("options"), "-Xshare:off"))) {
            assertThat(orka.set("ORKA_JAVA_OPTS", options).run("version"))
                    .as(options)
                    .startsWith("Orka ")
                    .hasLineCount(2);
        }
        orka.set("ORKA_JAVA_OPTS", "").set("JAVA_TOOL_OPTIONS", "-Xshare:off");
        assertThat(orka.run("version")).contains("Orka ");
    }

    @Test
    void noneIsMadeWhereOthersMayEnter() throws Exception {
        Files.createDirectories(archives);
        Files.setPosixFilePermissions(archives, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(orka.run("version")).startsWith("Orka ");
        System.setProperty("orka.archive", archives.resolve("start").toString());
        try (StartArchive making = StartArchive.begin()) {
            making.await();
        } finally {
            System.clearProperty("orka.archive");
        }
        assertThat(archives).isEmptyDirectory();
    }

    @Test
    void aHostThatStopsMeanwhileLeavesNothing() throws Exception {
        Process host = orka.start("run", "--home", directory.resolve("home").toString());
        await(host, "making-");

        orka.stop(host);

        assertThat(archives).isEmptyDirectory();
        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(archives.toString()))
                        .toList())
                .isEmpty();
    }

    private Path makeArchive() throws Exception {
        if (Files.exists(archives)) {
            Files.setPosixFilePermissions(archives, PosixFilePermissions.fromString("rwx------"));
        }
        Process host = orka.start("run", "--home", directory.resolve("home").toString());
        Path made = await(host, "start-");
        orka.stop(host);
        try (Stream<Path> left = Files.list(archives)) {
            assertThat(left).containsExactly(made);
        }
        return made;
    }

    /** Waits until a file with a name prefix exists in the directory of archives, while a host runs. */
    private Path await(Process host, String prefix) throws IOException {
        while (host.isAlive()) {
            if (Files.isDirectory(archives)) {
                try (Stream<Path> entries = Files.list(archives)) {
                    var found = entries.filter(entry -> requireNonNull(entry.getFileName())
                                    .toString()
                                    .startsWith(prefix))
                            .findFirst();
                    if (found.isPresent()) {
                        return found.get();
                    }
                }
            }
            Poll.again();
        }
        throw new AssertionError("the host has ended: " + orka.output());
    }
}
