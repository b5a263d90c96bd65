package io.orka.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orka.durable.Failpoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a host unpacks the content of the jar for embedding applications into its home. */
class CarriedTest {

    @TempDir
    private Path directory;

    @Test
    void anotherVersionTakesThePlaceOfTheLast() throws IOException {
        Carried.unpack(zip("maven/old.txt"), directory.resolve("one"));

        Carried.unpack(zip("maven/lib/new.txt"), directory.resolve("two"));

        assertThat(directory).isDirectoryRecursivelyContaining("glob:**/two/maven/lib/new.txt");
        assertThat(directory.resolve("one")).doesNotExist();
    }

    @Test
    void whatAFailureLeftIsNotTaken() throws IOException {
        Path place = directory.resolve("one");
        try (Failpoint.Armed full = Failpoint.arm("run.flush=throw:2")) {
            assertThatThrownBy(() -> Carried.unpack(zip("a.txt", "b.txt"), place))
                    .isInstanceOf(IOException.class);
            assertThat(full.hits()).isPositive();
        }
        assertThat(place).doesNotExist();

        Carried.unpack(zip("a.txt", "b.txt"), place);

        assertThat(place).isDirectoryContaining("glob:**/a.txt").isDirectoryContaining("glob:**/b.txt");
        assertThat(directory.toFile().list()).containsExactly("one");
    }

    @Test
    void nothingIsWrittenElsewhere() {
        assertThatThrownBy(() -> Carried.unpack(zip("../../elsewhere.txt"), directory.resolve("run/one")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("elsewhere.txt");
        assertThat(directory.resolve("elsewhere.txt")).doesNotExist();
    }

    @Test
    void classesOfADirectoryCarryNothing() {
        assertThat(Carried.in(directory, directory)).isEmpty();
    }

    private static InputStream zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, UTF_8)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(UTF_8));
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
