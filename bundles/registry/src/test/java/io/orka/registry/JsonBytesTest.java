package io.orka.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
                .isInstanceOfSatisfying(RegistryFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo("ORKA-JSON-03");
                    assertThat(failure.reason()).isEqualTo("data of more than 8 MB in memory");
                });
    }
}
