package io.orka.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {

    private static final int MEGABYTE = 1 << 20;

    @Test
    void whatHasRoomIsRead() {
        byte[] json = "{\"a\": [1, 2.5, null, true, \"x\"], \"b\": {}}".getBytes(UTF_8);
        assertThat(JsonBytes.read(json, 1_000))
                .isEqualTo(Map.of("a", Arrays.asList(1L, 2.5, null, true, "x"), "b", Map.of()));
        assertThat(JsonBytes.read("[]".getBytes(UTF_8))).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "0", "0.5", "\"\"", "null", "[[[[0]]]]", "{\"a\":{\"a\":\"\"}}"})
    void littleTextThatIsMuchDataIsRefusedBeforeTheMemoryIsGone(String value) {
        byte[] json = ("[" + (value + ",").repeat(MEGABYTE) + value + "]").getBytes(UTF_8);
        assertThatThrownBy(() -> JsonBytes.read(json, 8 * MEGABYTE))
                .isInstanceOfSatisfying(JsonFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo("ORKA-JSON-03");
                    assertThat(failure.reason()).isEqualTo("data of more than 8 MiB in memory");
                });
    }

    @Test
    void whatACallMayCarryIsAsDeepAsInTheHostsJvm() {
        String deepest = "{\"data\":{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}}";
        assertThat(JsonBytes.read(deepest.getBytes(UTF_8))).isInstanceOf(Map.class);
        assertRefused(
                "{\"data\":{\"a\":" + "[".repeat(65) + "]".repeat(65) + "}}",
                "data that is nested deeper than 64 levels, or contains itself");
        assertRefused("[".repeat(10_000_000), "data that is nested deeper than 64 levels, or contains itself");
    }

    @Test
    void longNamesAndNumbersAreReadOrRefusedInWordsOfOrka() {
        String name = "k".repeat(100_000);
        assertThat(JsonBytes.read(("{\"" + name + "\":1}").getBytes(UTF_8))).isEqualTo(Map.of(name, 1L));
        String digits = "9".repeat(10_000);
        assertThat(JsonBytes.read(digits.getBytes(UTF_8))).isEqualTo(new BigInteger(digits));
        assertThat(JsonBytes.read(("0." + digits.substring(2)).getBytes(UTF_8))).isInstanceOf(BigDecimal.class);
        assertRefused(digits + "9", "a number of 10001 digits; the limit is 10000");
        assertRefused("1." + digits, "a number of 10002 digits; the limit is 10000");
    }

    private static void assertRefused(String json, String reason) {
        assertThatThrownBy(() -> JsonBytes.read(json.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        JsonFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason));
    }
}
