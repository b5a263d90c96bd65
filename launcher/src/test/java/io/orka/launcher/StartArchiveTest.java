package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script, in a distribution made of this class path, and the archive that its first host makes. */
class StartArchiveTest {

    @TempDir
    private Path directory;

    private Path archives;

    @BeforeEach
    void unpack() throws IOException {
        archives = directory.resolve("cache/orka");
        Path lib = Files.createDirectories(directory.resolve("orka/lib"));
        Path script = Files.createDirectories(directory.resolve("orka/bin")).resolve("orka");
        Files.copy(Path.of(System.getProperty("orka.examples"), "../orka"), script);
        String[] classPath = System.getProperty("java.class.path").split(":", -1);
        for (int i = 0; i < classPath.length; i++) {
            Path jar = lib.resolve("%03d.jar".formatted(i));
            Path entry = Path.of(classPath[i]);
            if (Files.isRegularFile(entry)) {
                Files.copy(entry, jar);
            } else if (Files.isDirectory(entry)) {
                pack(entry, jar);
            }
        }
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
        Path underway = StartArchive.workshop(archives);

        StartArchive.prepare(archives);

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
        String printed = end(orka("-Xlog:class+load:file=" + loaded, "version"));
        assertThat(printed).startsWith("Orka ").hasLineCount(2);
        assertThat(Files.readString(loaded)).contains("io.orka.launcher.Main source: shared objects file");
        assertThat(made).exists();
    }

    @Test
    void aDamagedOneIsNoErrorAndNoWarning() throws Exception {
        Files.createDirectories(archives);
        Path made = makeArchive();
        Files.delete(made);
        Files.writeString(made, "damaged");

        assertThat(end(orka("", "version"))).startsWith("Orka ").hasLineCount(2);
    }

    @Test
    void noneIsMadeWhereOthersMayEnter() throws Exception {
        Files.createDirectories(archives);
        Files.setPosixFilePermissions(archives, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(end(orka("", "version"))).startsWith("Orka ");
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
        Process host = orka("", "run", "--home", directory.resolve("home").toString());
        await(host, "making-");

        stop(host);

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
        Process host = orka("", "run", "--home", directory.resolve("home").toString());
        Path made = await(host, "start-");
        stop(host);
        try (Stream<Path> left = Files.list(archives)) {
            assertThat(left).containsExactly(made);
        }
        return made;
    }

    /** What appears in the directory of archives under a name that begins so, while a host runs. */
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
            Thread.onSpinWait();
        }
        throw new AssertionError("the host has ended: " + Files.readString(directory.resolve("output.txt")));
    }

    private void stop(Process host) throws InterruptedException, IOException {
        host.destroy();
        assertThat(host.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(host.exitValue())
                .as(Files.readString(directory.resolve("output.txt")))
                .isZero();
    }

    private String end(Process process) throws InterruptedException, IOException {
        assertThat(process.waitFor()).isZero();
        return Files.readString(directory.resolve("output.txt"));
    }

    private Process orka(String options, String... words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(
                                Stream.of(directory.resolve("orka/bin/orka").toString()), Stream.of(words))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.txt").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment()
                .put("XDG_CACHE_HOME", requireNonNull(archives.getParent()).toString());
        builder.environment().put("ORKA_JAVA_OPTS", options);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static void pack(Path classes, Path jar) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(classes)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
            for (Path each : files) {
                zip.putNextEntry(new ZipEntry(classes.relativize(each).toString()));
                Files.copy(each, zip);
            }
        }
    }
}
