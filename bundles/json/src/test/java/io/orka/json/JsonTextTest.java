package io.orka.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @Test
    void readsNumbersWithoutLosingADigit() {
        assertThat(JsonText.read("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(JsonText.read("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(JsonText.read("9223372036854775808")).isEqualTo(new BigInteger("9223372036854775808"));
        assertThat(JsonText.read("0.1")).isEqualTo(0.1);
        assertThat(JsonText.read("1e2")).isEqualTo(100.0);
        assertThat(JsonText.read("-0.0")).isEqualTo(-0.0);
        assertThat(JsonText.read("0.12345678901234567890")).isEqualTo(new BigDecimal("0.12345678901234567890"));
        assertThat(JsonText.read("1e400")).isEqualTo(new BigDecimal("1e400"));
        assertThat(JsonText.read("1e-400")).isEqualTo(new BigDecimal("1e-400"));
    }

    @Test
    void writesWhatItReads() {
        String text = "{\"a\":[1,2.5,\"x\\n\\\"ä\",null,true,{}],\"b\":{\"c\":12345678901234567890,\"d\":1E+400}}";
        assertThat(JsonText.write(JsonText.read(text))).isEqualTo(text);
    }

    @Test
    void writesEveryKindOfData() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("bytes", new byte[] {1, 2, 3});
        data.put("small", List.of((byte) 1, (short) 2, 3, 0.5f, new BigDecimal("1.10"), new AtomicLong(7)));
        data.put("nothing", null);
        assertThat(JsonText.write(data))
                .isEqualTo("{\"bytes\":\"AQID\",\"small\":[1,2,3,0.5,1.10,7],\"nothing\":null}");
        assertThat(JsonText.write(null)).isEqualTo("null");
    }

    @Test
    void writesPrettyForPeople() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("a", List.of(1, 2));
        data.put("empty", List.of());
        data.put("none", Map.of());
        assertThat(JsonText.writePretty(data)).isEqualTo("""
                        {
                          "a": [
                            1,
                            2
                          ],
                          "empty": [],
                          "none": {}
                        }""");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesNumbersJsonDoesNotHave(double number) {
        assertThatThrownBy(() -> JsonText.write(Map.of("a", List.of(number))))
                .isInstanceOfSatisfying(
                        JsonFailure.class, e -> assertThat(e.code()).isEqualTo("ORKA-JSON-02"))
                .hasMessageContaining("data.a[0] is " + number);
        assertThatThrownBy(() -> JsonText.write((float) number)).isInstanceOf(JsonFailure.class);
    }

    @Test
    void refusesWhatIsNotJsonLikeWithThePathToIt() {
        assertThatThrownBy(() -> JsonText.write(Map.of("a\n", List.of(1, new Object()))))
                .hasMessage("data.a\\u000a[1] is a java.lang.Object, which is not JSON-like");
        assertThatThrownBy(() -> JsonText.write(List.of(Thread.State.NEW)))
                .hasMessageContaining("data[0] is a java.lang.Thread$State, which is not JSON-like");
        assertThatThrownBy(() -> JsonText.write(Map.of(1, 2))).hasMessage("data has a key that is a java.lang.Integer");
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        assertThatThrownBy(() -> JsonText.write(itself))
                .isInstanceOf(JsonFailure.class)
                .hasMessageContaining("nested deeper than 128");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    {"a":1,"a":2} | 1:8 duplicate key 'a', first at 1:2
                    {"a":1} {} | 1:9 has unexpected content
                    {a:1} | 1:2 is not JSON
                    `` | 1:1 is empty
                    {"a":} | 1:6 is not JSON
                    """)
    void refusesOtherTextWithThePlace(String text, String problem) {
        assertThatThrownBy(() -> JsonText.read(text))
                .isInstanceOfSatisfying(
                        JsonFailure.class, e -> assertThat(e.code()).isEqualTo("ORKA-JSON-01"))
                .hasMessageContaining(problem);
    }

    @Test
    void boundsTheDepthItReads() {
        assertThat(JsonText.read("[".repeat(128) + "]".repeat(128))).isInstanceOf(List.class);
        assertThatThrownBy(() -> JsonText.read("[".repeat(1_000_000))).hasMessageContaining("deeper than 128");
    }
}
