package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/** A disk of 48 MB in memory that can be filled and made read-only. */
final class SmallDisk implements AutoCloseable {

    private static final String OPTIONS = "size=48m,nr_inodes=6k,mode=700";

    private final Path directory;
    private final Deque<Path> mounted = new ArrayDeque<>();

    private SmallDisk(Path directory) {
        this.directory = directory;
        mounted.push(directory);
    }

    /** Mounts the disk. Without the permission to mount, the test is skipped, or fails in CI. */
    static SmallDisk mount(Path directory) throws IOException, InterruptedException {
        Files.createDirectory(directory);
        boolean done = run("mount", "-t", "tmpfs", "-o", OPTIONS, "tmpfs", directory.toString()) == 0;
        assertThat(done || !Boolean.getBoolean("orka.ci")).isTrue();
        assumeTrue(done, "only root can mount a disk");
        return new SmallDisk(directory);
    }

    Path directory() {
        return directory;
    }

    /** Fills the disk with data until no page is free. */
    void fill() throws IOException {
        byte[] page = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    /** Fills the disk with empty files until no file can be created. */
    void fillWithFiles() throws IOException {
        Files.createDirectory(files());
        try {
            for (int i = 0; true; i++) {
                Files.createFile(files().resolve(Integer.toString(i)));
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    /** Deletes the data and files that filled the disk. */
    void free() throws IOException {
        Files.deleteIfExists(filler());
        if (Files.exists(files())) {
            try (Stream<Path> made = Files.list(files())) {
                for (Path file : made.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(files());
        }
    }

    void makeReadOnly() throws IOException, InterruptedException {
        remount("ro");
    }

    void makeWritable() throws IOException, InterruptedException {
        remount("rw");
    }

    /** Mounts the disk read-only at a second place, as in a container. */
    Path readOnlyView(Path place) throws IOException, InterruptedException {
        Files.createDirectory(place);
        assertThat(run("mount", "--bind", directory.toString(), place.toString()))
                .isZero();
        mounted.push(place);
        assertThat(run("mount", "-o", "remount,ro,bind", place.toString())).isZero();
        return place;
    }

    private void remount(String mode) throws IOException, InterruptedException {
        assertThat(run("mount", "-o", "remount," + mode, directory.toString())).isZero();
    }

    private Path filler() {
        return directory.resolve("filler");
    }

    private Path files() {
        return directory.resolve("files");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        while (!mounted.isEmpty()) {
            assertThat(run("umount", "-l", mounted.pop().toString())).isZero();
        }
    }
}
