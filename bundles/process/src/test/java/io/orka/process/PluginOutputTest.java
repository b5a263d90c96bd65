package io.orka.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginOutputTest {

    @TempDir
    private Path directory;

    @Test
    void whatATerminalWouldObeyIsWrittenOut() {
        assertThat(HarmlessText.of("plain äöü €😀 \t tab")).isEqualTo("plain äöü €😀 \t tab");
        assertThat(HarmlessText.of("a\u0000b\rc\nd\u001b[2Je\u007ff\u0085g\u009bh"))
                .isEqualTo("a\\x00b\\x0dc\\x0ad\\x1b[2Je\\x7ff\\x85g\\x9bh");
        assertThat(HarmlessText.of("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
                .isEqualTo("\\u200e\\u200f\\u061c\\u202a\\u202b\\u202c\\u202d\\u202e\\u2066\\u2067\\u2068\\u2069");
        assertThat(HarmlessText.of("\u2028\u2029\u200b\ufeff\ud800x"))
                .isEqualTo("\\u2028\\u2029\\u200b\\ufeff\\ud800x");
        assertThat(HarmlessText.of(new String(Character.toChars(0xe0041)))).isEqualTo("\\udb40\\udc41");
    }

    @Test
    void whatCannotBeWrittenIsCountedAndLaterLinesAreKept() throws Exception {
        Path place = Files.writeString(directory.resolve("logs"), "a file where the directory should be");
        PluginOutput output = new PluginOutput(place.resolve("x.log"), Runnable::run, System::nanoTime);
        output.line("out", "lost");
        output.line("err", "lost as well");

        Files.delete(place);
        output.line("out", "kept\u202e");

        assertThat(Files.readAllLines(place.resolve("x.log")))
                .extracting(line -> line.split(" ", 2)[1])
                .containsExactly("host dropped 2 lines (0 KiB): the log could not be written", "out kept\\u202e");
    }

    @Test
    void aDeletedLogIsMadeAgain() throws Exception {
        Path file = directory.resolve("logs/x.log");
        PluginOutput output = new PluginOutput(file, Runnable::run, System::nanoTime);
        output.line("out", "one");
        Files.delete(file);
        Files.delete(directory.resolve("logs"));

        output.line("out", "two");

        assertThat(Files.readString(file)).endsWith(" out two\n").doesNotContain("one");
    }

    @Test
    void aLongQuietTimeAllowsLinesAgain() {
        AtomicLong now = new AtomicLong(5);
        PluginOutput output = new PluginOutput(directory.resolve("x.log"), Runnable::run, now::get);
        String text = "x".repeat(100_000);
        for (int hours = 1; hours < 20; hours++) {
            while (output.isOpen()) {
                output.line("out", text);
            }
            now.addAndGet(Duration.ofHours(hours).toNanos());
            assertThat(output.isOpen()).as("%s hours", hours).isTrue();
        }
    }
}
