package io.orka.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildLogTest {

    @TempDir
    private Path directory;

    @Test
    void whatATerminalWouldObeyIsWrittenOut() throws Exception {
        Path file = directory.resolve("logs/x.log");
        try (BuildLog log = BuildLog.rewrite(file)) {
            log.append("one\n\ttwo \u001b[31m \u009b1m \r three äö 😀 ");
            log.append("\u202etxt\u2066 \u200f\u061c\ufeff \u2028\n");
        }

        assertThat(Files.readString(file))
                .isEqualTo("one\n\ttwo \\x1b[31m \\x9b1m \\x0d three äö 😀 "
                        + "\\u202etxt\\u2066 \\u200f\\u061c\\ufeff \\u2028\n");
    }
}
