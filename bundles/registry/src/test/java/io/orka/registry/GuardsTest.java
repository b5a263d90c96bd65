package io.orka.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an entry may say about its plugin's calls. */
class GuardsTest {

    @TempDir
    Path directory;

    @Test
    void readsEveryField() throws IOException {
        Guards guards = guards("""
                "timeout": "30s", "concurrency": 16, "interruptible": true,
                "probe": {"method": "Ping", "args": {"deep": {"n": [1, null]}}}
                """);
        assertThat(guards.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(guards.concurrency()).isEqualTo(16);
        assertThat(guards.interruptible()).isTrue();
        Probe probe = requireNonNull(guards.probe());
        assertThat(probe.method()).isEqualTo("Ping");
        assertThat(JsonText.write(probe.args())).isEqualTo("{\"deep\":{\"n\":[1,null]}}");
    }

    @Test
    void areNoneWhenNothingIsSaid() throws IOException {
        assertThat(guards("\"tests\": true")).isEqualTo(Guards.none());
        assertThat(guards("\"probe\": {\"method\": \"Ping\"}").probe()).isEqualTo(new Probe("Ping", Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"1ms, 1", "500ms, 500", "90s, 90000", "5m, 300000", "24h, 86400000", "86400000ms, 86400000"})
    void readsTimesAndWritesThemSoThatTheyAreReadAgain(String text, long millis) throws IOException {
        Duration time = requireNonNull(guards("\"timeout\": \"" + text + "\"").timeout());
        assertThat(time).isEqualTo(Duration.ofMillis(millis));
        assertThat(CallTime.parse(CallTime.text(time))).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    "timeout": 30               | 1:65 'timeout' must be a string but is the number 30
                    "timeout": ""               | 1:65 'timeout' must be a whole number with ms, s, m or h behind it, such as '30s', from 1ms to 24h but is ''
                    "timeout": "0s"             | 'timeout' must be a whole number
                    "timeout": "-1s"            | 'timeout' must be a whole number
                    "timeout": "1.5s"           | 'timeout' must be a whole number
                    "timeout": "30 s"           | 'timeout' must be a whole number
                    "timeout": "30S"            | 'timeout' must be a whole number
                    "timeout": "1d"             | 'timeout' must be a whole number
                    "timeout": "25h"            | but is '25h'
                    "timeout": "86400001ms"     | but is '86400001ms'
                    "timeout": "9999999999ms"   | but is '9999999999ms'
                    "timeout": null             | 'timeout' must be a string but is null
                    "concurrency": 0            | 1:69 'concurrency' must be a whole number from 1 to 10000 but is 0
                    "concurrency": 10001        | but is 10001
                    "concurrency": 1.5          | but is 1.5
                    "concurrency": 99999999999999999999 | but is 99999999999999999999
                    "concurrency": "4"          | 'concurrency' must be a number but is a string
                    "interruptible": "yes"      | 'interruptible' must be true or false but is a string
                    "probe": "Ping"             | 'probe' must be an object but is a string
                    "probe": {}                 | 1:63 'method' is missing
                    "probe": {"methd": "Ping"}  | 'method' is missing; did you write it as 'methd'?
                    "probe": {"method": ""}     | 1:74 'method' must be 1 to 128 characters without control characters but is ''
                    "probe": {"method": "a\\u0000"} | 'method' must be
                    "probe": {"method": "Ping", "args": [1]} | 'args' must be an object but is an array
                    """)
    void aWrongValueIsToldWithItsPlace(String fields, String problem) {
        assertThatThrownBy(() -> guards(fields))
                .isInstanceOf(InvalidRegistry.class)
                .hasMessageContaining("plugins.json has 1 problem: 1) 1:")
                .hasMessageContaining(problem);
    }

    @Test
    void warnsOfFieldsOfTheProbeThatNobodyKnows() throws IOException {
        assertThat(registry("\"probe\": {\"method\": \"Ping\", \"arg\": {}}, \"timeuot\": \"1s\"")
                        .warnings())
                .containsExactly(
                        "plugins.json 1:82 a@v1 has the unknown field 'arg'; did you mean 'args'?",
                        "plugins.json 1:94 a@v1 has the unknown field 'timeuot'; did you mean 'timeout'?");
    }

    @Test
    void cannotBeMadeWithLimitsThatTheFileCouldNotHold() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Guards(Duration.ZERO, null, false, null, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Guards(Duration.ofNanos(1_500_000), null, false, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Guards(Duration.ofDays(2), null, false, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Guards(null, 0, false, null, null));
    }

    private Guards guards(String fields) throws IOException {
        return registry(fields).entries().get(0).guards();
    }

    private Registry registry(String fields) throws IOException {
        String text = "[{\"name\":\"a\",\"version\":\"v1\",\"repo\":\"r\",\"service\":\"S\"," + fields.strip() + "}]";
        return new RegistryFile(Files.writeString(directory.resolve("plugins.json"), text)).read();
    }
}
