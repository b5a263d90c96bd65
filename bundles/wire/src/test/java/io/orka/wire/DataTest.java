package io.orka.wire;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.DoubleAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data is encoded as bytes and decoded. */
class DataTest {

    @Test
    void everythingComesBackAsItWas() throws Exception {
        List<Object> all = new ArrayList<>(Arrays.asList(
                null,
                true,
                false,
                0,
                -1,
                23,
                24,
                Integer.MAX_VALUE,
                Integer.MIN_VALUE,
                0L,
                -1L,
                7L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                BigInteger.ZERO,
                BigInteger.TWO.pow(64),
                BigInteger.TWO.pow(70).negate(),
                BigInteger.valueOf(-1),
                0.1,
                -0.0,
                Double.MAX_VALUE,
                0.1f,
                Float.MIN_VALUE,
                new BigDecimal("12345678901234567890.12345678901234567890"),
                new BigDecimal("-1E-400"),
                new BigDecimal("1E+400"),
                "",
                "Zoë \ud83d\ude00 \u0000 \" \\",
                "x".repeat(23),
                "x".repeat(24),
                "x".repeat(255),
                "x".repeat(256),
                "x".repeat(70_000),
                List.of(),
                Map.of(),
                new ArrayList<>(Arrays.asList(1, null, List.of("a", Map.of("b", List.of()))))));
        assertThat(through(all)).isEqualTo(all);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", 1L);
        map.put("", null);
        map.put("a", all);
        Map<?, ?> back = (Map<?, ?>) requireNonNull(through(map));
        assertThat(back).isEqualTo(map);
        assertThat(new ArrayList<Object>(back.keySet())).isEqualTo(List.of("z", "", "a"));
    }

    @Test
    void bytesStayBytes() throws Exception {
        assertThat((byte[]) through(new byte[] {0, -1, 1})).containsExactly(0, -1, 1);
    }

    @Test
    void otherNumbersOfTheJdkBecomeTheNearest() throws Exception {
        DoubleAdder adder = new DoubleAdder();
        adder.add(1.5);
        assertThat(through(Arrays.asList((short) 7, (byte) -7, adder))).isEqualTo(List.of(7, -7, 1.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "a\ude00\ud83d", "\ud83dé", "\ud83d?"})
    void halfOfASurrogatePairIsRefused(String text) {
        assertThatExceptionOfType(BadData.class)
                .isThrownBy(() -> DataWriter.frame(List.of(text)))
                .withMessage("a string with an unpaired surrogate");
    }

    @Test
    void whatIsTooMuchIsRefusedWhereItIsWritten() {
        List<Object> inItself = new ArrayList<>();
        inItself.add(inItself);
        assertThatExceptionOfType(BadData.class).isThrownBy(() -> DataWriter.frame(inItself));
        assertThatExceptionOfType(BadData.class).isThrownBy(() -> DataWriter.frame(new Object()));
        assertThatExceptionOfType(BadData.class)
                .isThrownBy(() -> DataWriter.frame(BigInteger.TWO.pow(100_000)))
                .withMessageContaining("a number of 12501 bytes");
        byte[] half = new byte[Frame.LONGEST_BODY / 2];
        assertThatExceptionOfType(BadData.class)
                .isThrownBy(() -> DataWriter.frame(List.of(half, half)))
                .withMessage("more than 67108864 bytes");
    }

    /** Bytes according to RFC 8949. Integers of other widths come from other programs. */
    @ParameterizedTest
    @CsvSource({
        "00, 0",
        "17, 23",
        "1818, 24",
        "190100, 256",
        "20, -1",
        "3903e7, -1000",
        "1bffffffffffffffff, 18446744073709551615",
        "3bffffffffffffffff, -18446744073709551616",
        "1affffffff, 4294967295",
        "c249010000000000000000, 18446744073709551616",
        "c482211903e7, 9.99",
        "6161, a",
        "f4, false",
        "fa3fc00000, 1.5"
    })
    void whatOthersWriteIsRead(String hex, String value) throws Exception {
        assertThat(String.valueOf(DataReader.read(HexFormat.of().parseHex(hex))))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "18",
                "1c",
                "1f",
                "5f",
                "9f",
                "61",
                "7affffffff",
                "5b7fffffffffffffff",
                "9bffffffffffffffff",
                "ba7fffffff",
                "a1",
                "a10101",
                "a16161",
                "c1",
                "c0",
                "c201",
                "c4",
                "c401",
                "c48201",
                "c482f600",
                "c4821b7fffffffffffffff01",
                "c4820161ff",
                "f0",
                "f7",
                "f90000",
                "ff",
                "0000",
                "f600"
            })
    void whatIsNoneOfThisIsRefused(String hex) {
        assertThatExceptionOfType(BadData.class)
                .isThrownBy(() -> DataReader.read(HexFormat.of().parseHex(hex)));
    }

    @Test
    void neitherDepthNorNumberOfValuesTakesTheHost() {
        byte[] deep = new byte[10_000_000];
        Arrays.fill(deep, (byte) 0x81);
        assertThatExceptionOfType(BadData.class)
                .isThrownBy(() -> DataReader.read(deep))
                .withMessageContaining("deeper than 64 levels, or contains itself");
        byte[] decimals = new byte[10_000_000];
        for (int i = 0; i < decimals.length; i++) {
            decimals[i] = (byte) (i % 2 == 0 ? 0xc4 : 0x82);
        }
        assertThatExceptionOfType(BadData.class)
                .isThrownBy(() -> DataReader.read(decimals))
                .withMessageContaining("does not use here");
        byte[] many = new byte[10_000_010];
        Arrays.fill(many, (byte) 0xf6);
        ByteBuffer.wrap(many).put((byte) 0x9a).putInt(10_000_005);
        assertThatExceptionOfType(BadData.class)
                .isThrownBy(() -> DataReader.read(many, new AllocationBudget(Long.MAX_VALUE)))
                .withMessageContaining("more than 10000000 values");
    }

    static List<Object> small() {
        return List.of(
                List.of(), Map.of(), "", new byte[0], 1, 2L, 0.5, 0.5f, BigInteger.TWO.pow(64), new BigDecimal("0.1"));
    }

    @ParameterizedTest
    @MethodSource("small")
    void fewBytesThatWouldBecomeManyAreRefused(Object value) throws Exception {
        byte[] many = bytes(Collections.nCopies(10_000, value));
        assertThat(many).hasSizeLessThan(150_000);
        assertThat(DataReader.read(many, new AllocationBudget(2 << 20))).isNotNull();
        assertThatExceptionOfType(BadData.class)
                .isThrownBy(() -> DataReader.read(many, new AllocationBudget(300_000)))
                .withMessageContaining("which is the limit (a quarter of the heap)");
    }

    @ParameterizedTest
    @MethodSource("small")
    void whatIsWrittenAtTheGreatestDepthIsRead(Object value) throws Exception {
        Object deepest = value;
        for (int i = value instanceof List || value instanceof Map ? 1 : 0; i < 66; i++) {
            deepest = List.of(deepest);
        }
        assertThat(String.valueOf(through(deepest)).replaceAll("\\[B@.*?]", "[B]"))
                .isEqualTo(String.valueOf(deepest).replaceAll("\\[B@.*?]", "[B]"));
    }

    @Test
    void noBytesMakeItThrowAnythingElse() throws Exception {
        byte[] good = bytes(Map.of("a", List.of(1, 2L, 0.5, "x", new byte[3]), "b", BigInteger.TWO.pow(80)));
        Random random = new Random(1);
        int read = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] damaged = good.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                DataReader.read(damaged);
                read++;
            } catch (BadData expected) {
                assertThat(expected).hasMessageMatching("(?s).+");
            }
        }
        assertThat(read).isBetween(1, 49_999);
    }

    private static @Nullable Object through(@Nullable Object data) throws BadData {
        return DataReader.read(bytes(data));
    }

    private static byte[] bytes(@Nullable Object data) throws BadData {
        ByteBuffer frame = DataWriter.frame(data);
        byte[] body = new byte[frame.limit() - Frame.HEAD];
        frame.get(Frame.HEAD, body);
        return body;
    }
}
