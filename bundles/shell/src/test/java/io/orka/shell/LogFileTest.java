package io.orka.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    private Path directory;

    private Path file;
    private LogFile log;

    @BeforeEach
    void begin() {
        file = directory.resolve("plugin.log");
        log = new LogFile(file);
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void aFileThatIsNotThereMayCome() throws Exception {
        assertThat(log.tail(10)).isEmpty();
        assertThat(log.more()).isEmpty();

        append("one\ntwo\n");

        assertThat(log.more()).containsExactly("one", "two");
        assertThat(log.more()).isEmpty();
    }

    @Test
    void aLineIsThereWhenItHasEnded() throws Exception {
        append("one\ntwo\n");
        assertThat(log.tail(1)).containsExactly("two");

        append("thr");
        assertThat(log.more()).isEmpty();
        append("ee\nfo");

        assertThat(log.more()).containsExactly("three");
    }

    @Test
    void nothingIsLostWhereTheFileIsRotatedOrDeleted() throws Exception {
        append("one\n");
        log.tail(10);
        append("two\n");
        Files.move(file, directory.resolve("plugin.log.1"));
        append("three\n");

        assertThat(log.more()).containsExactly("two", "three");
        assertThat(new LogFile(file).tail(10)).containsExactly("one", "two", "three");

        append("four\n");
        Files.delete(file);
        assertThat(log.more()).isEmpty();
        append("five\n");
        assertThat(log.more()).containsExactly("five");
    }
}
