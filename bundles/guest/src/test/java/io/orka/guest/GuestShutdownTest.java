package io.orka.guest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A guest's JVM closes its plugin and ends. Signals do not end it. */
class GuestShutdownTest {

    private static Process start(String way) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndingGuest.class.getName(),
                        way)
                .redirectErrorStream(true)
                .start();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "closes | 0 | closed",
                "throws | 0 | the plugin's close() threw java.io.IOException: the queue is not empty",
                "cannot be closed | 0 | ''",
                "hangs in a hook | 1 | a shutdown hook did not return within 2 s; ending the process",
            })
    void itClosesThePluginAndEnds(String way, int code, String words) throws Exception {
        Process process = start(way);
        try (BufferedReader output = process.inputReader(UTF_8)) {
            assertThat(output.lines().collect(Collectors.joining("\n"))).contains(words);
            assertThat(process.waitFor()).isEqualTo(code);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theSignalsOfATerminalAndAServiceManagerDoNotEndIt() throws Exception {
        Process process = start("gets signals");
        try (BufferedReader output = process.inputReader(UTF_8)) {
            assertThat(output.readLine()).isEqualTo("ready");
            for (String signal : new String[] {"HUP", "INT", "TERM"}) {
                Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
                assertThat(kill.waitFor()).isZero();
            }
            process.getOutputStream().write(42);
            process.getOutputStream().flush();
            assertThat(process.waitFor()).isEqualTo(42);
        } finally {
            process.destroyForcibly();
        }
    }
}
