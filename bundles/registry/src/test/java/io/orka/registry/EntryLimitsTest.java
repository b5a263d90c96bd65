package io.orka.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orka.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits in an entry are read, checked and written. */
class EntryLimitsTest {

    @TempDir
    Path directory;

    @Test
    void readsEveryField() throws IOException {
        EntryLimits limits = limits("""
                "timeout": "30s", "concurrency": 16, "queue": {"size": 100, "wait": "2s"}, "interruptible": true,
                "probe": {"method": "Ping", "args": {"deep": {"n": [1, null]}}}
                """);
        assertThat(limits.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(limits.concurrency()).isEqualTo(16);
        assertThat(limits.queue()).isEqualTo(new CallQueue(100, Duration.ofSeconds(2)));
        assertThat(limits.interruptible()).isTrue();
        Probe probe = requireNonNull(limits.probe());
        assertThat(probe.method()).isEqualTo("Ping");
        assertThat(JsonText.write(probe.args())).isEqualTo("{\"deep\":{\"n\":[1,null]}}");
    }

    @Test
    void areNoneWhenNothingIsSaid() throws IOException {
        assertThat(limits("\"tests\": true")).isEqualTo(EntryLimits.none());
        assertThat(limits("\"probe\": {\"method\": \"Ping\"}").probe()).isEqualTo(new Probe("Ping", Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"16m, 16", "256m, 256", "256M, 256", "1g, 1024", "64G, 65536"})
    void readsAnIsolationWithItsMemoryAndWritesThemSoThatTheyAreReadAgain(String text, int megabytes)
            throws IOException {
        EntryLimits limits = limits("\"isolation\": \"process\", \"memory\": \"" + text + "\"");
        assertThat(limits.isolation()).isEqualTo(new Isolation(megabytes));
        assertThat(limits.data()).containsEntry("isolation", "process");
        assertThat(Isolation.parse(String.valueOf(limits.data().get("memory")))).isEqualTo(megabytes);
        assertThat(limits("\"isolation\": \"process\"").isolation()).isEqualTo(new Isolation(null));
        assertThat(limits("\"isolation\": \"process\"").data()).doesNotContainKey("memory");
    }

    @Test
    void readsWhatAProcessGetsAndWritesItSoThatItIsReadAgain() throws IOException {
        String fields = "\"memory\": \"64m\", \"cpus\": 2, \"debug\": true,"
                + " \"env\": {\"B\": \"\", \"A\": \"x ${env:HOME}/$${env:HOME}\\n${env:HOME}\"}";
        Isolation isolation = requireNonNull(limits(fields).isolation());
        assertThat(isolation.ownJvm()).isFalse();
        assertThat(isolation.memory()).isEqualTo(64);
        assertThat(isolation.cpus()).isEqualTo(2);
        assertThat(isolation.debug()).isTrue();
        assertThat(isolation.fields()).containsExactly("memory", "cpus", "env", "debug");
        assertThat(isolation.env()).containsOnlyKeys("A", "B");
        assertThat(requireNonNull(isolation.env().get("A")).value(Map.of("HOME", "/h$1")::get))
                .isEqualTo("x /h$1/${env:HOME}\n/h$1");
        String written = JsonText.write(limits(fields).data());
        assertThat(limits(written.substring(1, written.length() - 1))).isEqualTo(limits(fields));
        assertThat(limits("\"env\": {}")).isEqualTo(EntryLimits.none());
        assertThat(limits("\"cpus\": 1").startLike(EntryLimits.none())).isFalse();
    }

    @Test
    void theValuesOfVariablesAreNeverShown() throws IOException {
        EntryLimits limits = limits("\"env\": {\"TOKEN\": \"topsecret ${env:NONE}\"}");
        assertThat(limits.toString()).contains("TOKEN").doesNotContain("topsecret");
        assertThat(requireNonNull(requireNonNull(limits.isolation()).env().get("TOKEN"))
                        .missing(Map.<String, String>of()::get))
                .contains("NONE");
    }

    @Test
    void onlyWhatChangesTheStartNeedsAnother() {
        EntryLimits shared = new EntryLimits(Duration.ofSeconds(1), 3, null, false, null, null);
        EntryLimits own = new EntryLimits(null, null, null, false, null, new Isolation(64));
        assertThat(shared.startLike(EntryLimits.none())).isTrue();
        assertThat(own.startLike(shared)).isFalse();
        assertThat(own.startLike(new EntryLimits(Duration.ofSeconds(1), 3, null, false, null, new Isolation(64))))
                .isTrue();
        assertThat(own.startLike(new EntryLimits(null, null, null, false, null, new Isolation(null))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1ms, 1", "500ms, 500", "90s, 90000", "5m, 300000", "24h, 86400000", "86400000ms, 86400000"})
    void readsTimesAndWritesThemSoThatTheyAreReadAgain(String text, long millis) throws IOException {
        Duration time = requireNonNull(limits("\"timeout\": \"" + text + "\"").timeout());
        assertThat(time).isEqualTo(Duration.ofMillis(millis));
        assertThat(CallTime.parse(CallTime.text(time))).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    "timeout": 30               | 1:65 'timeout' must be a string but is the number 30
                    "timeout": ""               | 1:65 'timeout' must be an integer followed by ms, s, m or h, such as '30s', from 1ms to 24h but is ''
                    "timeout": "0s"             | 'timeout' must be an integer
                    "timeout": "-1s"            | 'timeout' must be an integer
                    "timeout": "1.5s"           | 'timeout' must be an integer
                    "timeout": "30 s"           | 'timeout' must be an integer
                    "timeout": "30S"            | 'timeout' must be an integer
                    "timeout": "1d"             | 'timeout' must be an integer
                    "timeout": "25h"            | but is '25h'
                    "timeout": "86400001ms"     | but is '86400001ms'
                    "timeout": "9999999999ms"   | but is '9999999999ms'
                    "timeout": null             | 'timeout' must be a string but is null
                    "concurrency": 0            | 1:69 'concurrency' must be an integer from 1 to 10000 but is 0
                    "concurrency": 10001        | but is 10001
                    "concurrency": 1.5          | but is 1.5
                    "concurrency": 99999999999999999999 | but is 99999999999999999999
                    "concurrency": "4"          | 'concurrency' must be a number but is a string
                    "queue": 100                | 1:63 'queue' must be an object but is the number 100
                    "queue": {"size": 1}        | 1:63 'wait' is missing
                    "queue": {"wait": "1s"}     | 1:63 'size' is missing
                    "queue": {"sise": 1, "wait": "1s"}   | 'size' is missing; is 'sise' a typo?
                    "queue": {"size": 0, "wait": "1s"}   | 1:72 'size' must be an integer from 1 to 10000 but is 0
                    "queue": {"size": 10001, "wait": "1s"} | but is 10001
                    "queue": {"size": "9", "wait": "1s"} | 'size' must be a number but is a string
                    "queue": {"size": 1, "wait": "0s"}   | 1:83 'wait' must be an integer followed by ms, s, m or h
                    "queue": {"size": 1, "wait": 2}      | 'wait' must be a string but is the number 2
                    "queue": {"size": 1, "wait": null}   | 'wait' must be a string but is null
                    "queue": null               | 'queue' must be an object but is null
                    "interruptible": "yes"      | 'interruptible' must be true or false but is a string
                    "isolation": "proces"       | 1:67 'isolation' must be 'process' but is 'proces'; did you mean 'process'?
                    "isolation": "Process"      | 'isolation' must be 'process' but is 'Process'; did you mean 'process'?
                    "isolation": "container"    | 'isolation' must be 'process' but is 'container'; remove it to run
                    "isolation": ""             | 'isolation' must be 'process' but is ''; remove it
                    "isolation": true           | 'isolation' must be a string but is true
                    "isolation": "process", "memory": 256      | 'memory' must be a string but is the number 256
                    "isolation": "process", "memory": "256"    | 'memory' must be an integer followed by m or g, such as '256m', from 16m to 64g but is '256'
                    "isolation": "process", "memory": "256mb"  | but is '256mb'
                    "isolation": "process", "memory": "15m"    | but is '15m'
                    "isolation": "process", "memory": "65g"    | but is '65g'
                    "isolation": "process", "memory": "-1m"    | but is '-1m'
                    "isolation": "process", "memory": "99999999999m" | but is '99999999999m'
                    "memory": "1m"              | 'memory' must be an integer followed by m or g
                    "cpus": 0                   | 1:62 'cpus' must be an integer from 1 to 1024 but is 0
                    "cpus": 0.5                 | 'cpus' must be an integer from 1 to 1024 but is 0.5
                    "cpus": 1025                | but is 1025
                    "cpus": "2"                 | 'cpus' must be a number but is a string
                    "debug": "yes"              | 'debug' must be true or false but is a string
                    "env": []                   | 'env' must be an object but is an array
                    "env": {"A": 7}             | 1:67 the value of 'A' in 'env' must be a string but is a number
                    "env": {"A": null}          | the value of 'A' in 'env' must be a string but is null
                    "env": {"A": ["x"]}         | the value of 'A' in 'env' must be a string but is an array
                    "env": {"": "x"}            | 1:62 the variable '' in 'env' must be 1 to 128 characters of A-Z
                    "env": {"A=B": "x"}         | the variable 'A=B' in 'env' must be 1 to 128 characters of A-Z
                    "env": {"7A": "x"}          | the variable '7A' in 'env' must be
                    "env": {"ORKA_SOCKET": "x"} | 'ORKA_SOCKET' in 'env' is reserved: names that start with ORKA_
                    "env": {"LD_PRELOAD": "x"}  | 'LD_PRELOAD' in 'env' is not allowed: it changes what every program loads
                    "env": {"JAVA_TOOL_OPTIONS": "x"} | 'JAVA_TOOL_OPTIONS' in 'env' is not allowed
                    "env": {"JDK_JAVA_OPTIONS": "x"}  | 'JDK_JAVA_OPTIONS' in 'env' is not allowed
                    "env": {"GOMEMLIMIT": "x"}  | 'GOMEMLIMIT' in 'env' is set by Orka: use 'memory' in the entry
                    "env": {"GOMAXPROCS": "2"}  | 'GOMAXPROCS' in 'env' is set by Orka: use 'cpus' in the entry
                    "env": {"A": "secret${HOME}"}     | the value of 'A' in 'env' has a '${' that does not start '${env:NAME}'
                    "env": {"A": "secret${env:}"}     | has a '${' that does not start
                    "env": {"A": "secret${env:*}"}    | has a '${' that does not start
                    "env": {"A": "secret${env:A B}"}  | has a '${' that does not start
                    "env": {"A": "secret${env:A"}     | has a '${' that does not start
                    "env": {"A": "secret\\u0000"} | must be at most 32768 characters long and must not contain NUL
                    "probe": "Ping"             | 'probe' must be an object but is a string
                    "probe": {}                 | 1:63 'method' is missing
                    "probe": {"methd": "Ping"}  | 'method' is missing; is 'methd' a typo?
                    "probe": {"method": ""}     | 1:74 'method' must be 1 to 128 characters without control characters but is ''
                    "probe": {"method": "a\\u0000"} | 'method' must be
                    "probe": {"method": "Ping", "args": [1]} | 'args' must be an object but is an array
                    """)
    void aWrongValueIsToldWithItsPlace(String fields, String problem) {
        assertThatThrownBy(() -> limits(fields))
                .isInstanceOf(InvalidRegistry.class)
                .hasMessageContaining("plugins.json has 1 problem: 1) 1:")
                .hasMessageNotContaining("secret")
                .hasMessageContaining(problem);
    }

    @Test
    void warnsOfFieldsOfTheProbeThatNobodyKnows() throws IOException {
        assertThat(registry("\"probe\": {\"method\": \"Ping\", \"arg\": {}}, \"timeuot\": \"1s\"")
                        .warnings())
                .extracting(RegistryWarning::text)
                .containsExactly(
                        "plugins.json 1:82 a@v1 has the unknown field 'arg'; did you mean 'args'?",
                        "plugins.json 1:94 a@v1 has the unknown field 'timeuot'; did you mean 'timeout'?");
    }

    @Test
    void warnsOfFieldsOfTheQueueThatNobodyKnows() throws IOException {
        assertThat(registry("\"queue\": {\"size\": 1, \"wait\": \"1s\", \"fair\": true}, \"qeue\": {}")
                        .warnings())
                .extracting(RegistryWarning::text)
                .containsExactly(
                        "plugins.json 1:89 a@v1 has the unknown field 'fair'; Orka ignores it",
                        "plugins.json 1:104 a@v1 has the unknown field 'qeue'; did you mean 'queue'?");
    }

    @Test
    void aQueueCanChangeWhileThePluginRuns() throws IOException {
        assertThat(limits("\"queue\": {\"size\": 1, \"wait\": \"1s\"}").startLike(EntryLimits.none()))
                .isTrue();
    }

    @Test
    void cannotBeMadeWithLimitsThatTheFileCouldNotHold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EntryLimits(Duration.ZERO, null, null, false, null, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EntryLimits(Duration.ofNanos(1_500_000), null, null, false, null, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EntryLimits(Duration.ofDays(2), null, null, false, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new CallQueue(0, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new CallQueue(1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new EntryLimits(null, 0, null, false, null, null));
    }

    private EntryLimits limits(String fields) throws IOException {
        return registry(fields).entries().get(0).limits();
    }

    private Registry registry(String fields) throws IOException {
        String text = "[{\"name\":\"a\",\"version\":\"v1\",\"repo\":\"r\",\"service\":\"S\"," + fields.strip() + "}]";
        return new RegistryFile(Files.writeString(directory.resolve("plugins.json"), text)).read();
    }
}
