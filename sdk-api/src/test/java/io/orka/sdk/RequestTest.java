package io.orka.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestTest {

    @Test
    void copiesItsArgumentsAndKeepsTheirOrder() {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        given.put("z", 1);
        given.put("a", null);
        Request request = new Request("M", given);
        given.put("later", 2);
        assertThat(request.args()).containsOnlyKeys("z", "a").containsEntry("a", null);
        assertThat(request.args().keySet()).containsExactly("z", "a");
        assertThatThrownBy(() -> request.args().put("b", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> new Request("M").args().put("b", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aNullArgumentIsAnAbsentOne() {
        Map<String, @Nullable Object> args = new HashMap<>();
        args.put("a", null);
        Request request = new Request("M", args);
        assertThat(request.has("a")).isFalse();
        assertThat(request.has("b")).isFalse();
        assertThat(request.string("a", "x")).isEqualTo("x");
        assertThat(request.integer("a", 7)).isEqualTo(7);
        assertThat(request.number("b", 0.5)).isEqualTo(0.5);
        assertThat(request.bool("a", true)).isTrue();
        assertThat(request.list("a")).isEmpty();
        assertThat(request.object("a")).isEmpty();
        assertThat(request.bytes("a")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.string("a"))
                .withMessage("argument 'a' is missing");
    }

    @Test
    void integersKeepAllTheirBits() {
        for (long value : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1, 0, -1}) {
            assertThat(integer(value)).isEqualTo(value);
            assertThat(integer(BigInteger.valueOf(value))).isEqualTo(value);
            assertThat(integer(BigDecimal.valueOf(value))).isEqualTo(value);
            assertThat(integer(new AtomicLong(value))).isEqualTo(value);
        }
        assertThat(integer((byte) 1)).isEqualTo(1);
        assertThat(integer((short) 2)).isEqualTo(2);
        assertThat(integer(3)).isEqualTo(3);
        assertThat(integer(4.0)).isEqualTo(4);
        assertThat(integer(1e18)).isEqualTo(1_000_000_000_000_000_000L);
        assertThat(integer(new BigDecimal("5.000"))).isEqualTo(5);
        assertThat(integer(new BigDecimal("0e999999999"))).isZero();
    }

    @Test
    void whatIsNoIntegerOf64BitsIsNamed() {
        List<Number> none = List.of(
                0.5,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                1e19,
                new BigInteger("9223372036854775808"),
                new BigDecimal("1.5"),
                new BigDecimal("1e999999999"),
                new BigDecimal("1e-999999999"));
        for (Number number : none) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> integer(number))
                    .withMessage("argument 'n' must be a 64-bit integer but is " + number);
        }
    }

    @Test
    void numbersAreTheNearestDouble() {
        assertThat(request(1).number("n", 0)).isEqualTo(1.0);
        assertThat(request(new BigDecimal("0.1")).number("n", 0)).isEqualTo(0.1);
        assertThat(request(new BigDecimal("1e400")).number("n", 0)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void bytesAreBytesOrBase64() {
        byte[] given = {1, 2, 3};
        byte[] read = request(given).bytes("n");
        assertThat(read).containsExactly(1, 2, 3).isNotSameAs(given);
        assertThat(request("AQID").bytes("n")).containsExactly(1, 2, 3);
        assertThat(request("").bytes("n")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request("%").bytes("n"))
                .withMessage("argument 'n' must be bytes or a base64 string");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request(1).bytes("n"))
                .withMessage("argument 'n' must be bytes or a base64 string but is Integer");
    }

    @Test
    void anotherTypeIsNamed() {
        Request request = request(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.string("n"))
                .withMessage("argument 'n' must be a string but is Integer");
        assertThatIllegalArgumentException().isThrownBy(() -> request.string("n", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> request.bool("n", true));
        assertThatIllegalArgumentException().isThrownBy(() -> request.list("n"));
        assertThatIllegalArgumentException().isThrownBy(() -> request.object("n"));
        assertThatIllegalArgumentException().isThrownBy(() -> request("1").integer("n", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> request("1").number("n", 0));
    }

    @Test
    void listsAndObjectsAreGivenAsTheyAre() {
        assertThat(request(List.of(1, "a")).list("n")).hasSize(2);
        assertThat(request(Map.of("k", 1)).object("n")).containsEntry("k", 1);
    }

    private static long integer(Number number) {
        return request(number).integer("n", -99);
    }

    private static Request request(Object value) {
        return new Request("M", Map.of("n", value));
    }
}
