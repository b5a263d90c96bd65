package io.orka.calls;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonLikeTest {

    private final Calls calls = new Calls();

    private Response returned(Object data) {
        calls.switchTo(Plugins.generation("p", 1, (context, request) -> Response.ok(data)), Set.of());
        return calls.call("p", CallContext.none(), Plugins.PING);
    }

    @Test
    void a_counter_travels_as_the_number_it_is_now() {
        assertThat(returned(Map.of("count", new AtomicInteger(7))).data()).isEqualTo(Map.of("count", 7L));
    }

    static Stream<Object> good() {
        return Stream.of(
                true,
                1,
                Long.MAX_VALUE,
                1.5,
                1.5f,
                (byte) 1,
                new BigInteger("99999999999999999999"),
                new BigDecimal("0.1"),
                "text",
                new byte[] {1},
                List.of(),
                Map.of("a", List.of(1, Map.of("b", "c"))),
                new ArrayList<>(Arrays.asList(1, null)));
    }

    @ParameterizedTest
    @MethodSource("good")
    void json_like_data_passes_as_it_is(Object data) {
        assertThat(returned(data).data()).isSameAs(data);
    }

    static Stream<Arguments> bad() {
        Map<Object, Object> numbered = new HashMap<>();
        numbered.put(7, "seven");
        Map<Object, Object> unnamed = new HashMap<>();
        unnamed.put(null, "nobody");
        return Stream.of(
                Arguments.of(Instant.EPOCH, "java.time.Instant at data"),
                Arguments.of(TimeUnit.DAYS, "java.util.concurrent.TimeUnit at data"),
                Arguments.of(CharBuffer.allocate(1), "java.nio.HeapCharBuffer at data"),
                Arguments.of('c', "java.lang.Character at data"),
                Arguments.of(new int[] {1}, "int[] at data"),
                Arguments.of(new String[] {"x"}, "java.lang.String[] at data"),
                Arguments.of(Set.of("x"), "java.util.ImmutableCollections$Set12 at data"),
                Arguments.of(Double.NaN, "NaN, which JSON does not support, at data"),
                Arguments.of(List.of(Float.POSITIVE_INFINITY), "Infinity, which JSON does not support, at data[0]"),
                Arguments.of(new OwnNumber(), "io.orka.calls.JsonLikeTest$OwnNumber at data"),
                Arguments.of(numbered, "a key of class java.lang.Integer at data"),
                Arguments.of(unnamed, "a key of class null at data"),
                Arguments.of(
                        Map.of("items", List.of(1, 2, 3, Map.of("when", Instant.EPOCH))),
                        "java.time.Instant at data.items[3].when"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void other_data_is_refused_by_path_and_class(Object data, String message) {
        assertThatExceptionOfType(OrkaCallException.class)
                .isThrownBy(() -> returned(data))
                .withMessageStartingWith("ORKA-CALL-06: p Ping: returned " + message + ", which is not JSON-like");
    }

    @Test
    void a_cycle_is_refused() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);

        assertThatExceptionOfType(OrkaCallException.class)
                .isThrownBy(() -> returned(cycle))
                .withMessageContaining("nested deeper than 64 levels, or contains itself");
    }

    @Test
    void sixty_four_levels_pass_and_one_more_does_not() {
        Object data = "bottom";
        for (int i = 0; i < 64; i++) {
            data = List.of(data);
        }
        Object deepest = data;

        assertThat(returned(deepest).data()).isSameAs(deepest);
        assertThatExceptionOfType(OrkaCallException.class).isThrownBy(() -> returned(List.of(deepest)));
    }

    @Test
    void a_small_object_that_unfolds_without_end_is_refused() {
        Object data = "laugh";
        for (int i = 0; i < 60; i++) {
            data = List.of(data, data);
        }
        Object bomb = data;

        assertThatExceptionOfType(OrkaCallException.class)
                .isThrownBy(() -> returned(bomb))
                .withMessageContaining("more than 10000000 values");
    }

    @Test
    void containers_of_other_classes_are_copied_with_their_order() {
        Map<String, Object> anonymous = new LinkedHashMap<>() {};
        anonymous.put("z", 1);
        anonymous.put("a", new TreeMap<>(Map.of("k", Collections.unmodifiableList(List.of(1)))));

        Map<?, ?> data = (Map<?, ?>) requireNonNull(returned(anonymous).data());

        assertThat(data).isEqualTo(anonymous).isExactlyInstanceOf(LinkedHashMap.class);
        assertThat(data.keySet().toString()).isEqualTo("[z, a]");
        Map<?, ?> inner = (Map<?, ?>) requireNonNull(data.get("a"));
        assertThat(inner).isExactlyInstanceOf(LinkedHashMap.class);
        assertThat(inner.get("k")).isExactlyInstanceOf(ArrayList.class);
    }

    @Test
    void a_copy_deep_inside_leaves_the_sender_s_containers_alone() {
        List<Object> own = new ArrayList<>() {};
        own.add(1);
        List<Object> list = new ArrayList<>(Arrays.asList("before", own, "after"));
        Map<String, Object> map = new HashMap<>(Map.of("list", list));

        Object data = returned(map).data();

        assertThat(data).isEqualTo(map).isNotSameAs(map);
        assertThat(map.get("list")).isSameAs(list);
        assertThat(list.get(1)).isSameAs(own);
    }

    @Test
    void arguments_are_checked_before_the_plugin_is_called() {
        calls.switchTo(Plugins.generation("p", 1, (context, request) -> Response.ok("called")), Set.of());
        Request request = new Request("Ping", Map.of("when", List.of(Instant.EPOCH)));

        assertThatExceptionOfType(OrkaCallException.class)
                .isThrownBy(() -> calls.call("p", CallContext.none(), request))
                .withMessageStartingWith(
                        "ORKA-CALL-07: p Ping: was given java.time.Instant at args.when[0], which is not JSON-like");
    }

    @Test
    void arguments_in_the_caller_s_own_containers_are_copied() {
        List<Object> own = new ArrayList<>() {};
        own.add(1);
        calls.switchTo(
                Plugins.generation(
                        "p",
                        1,
                        (context, request) ->
                                Response.ok(request.list("l").getClass().getName())),
                Set.of());

        Response response = calls.call("p", CallContext.none(), new Request("Ping", Map.of("l", own)));

        assertThat(response.data()).isEqualTo("java.util.ArrayList");
    }

    private static final class OwnNumber extends Number {
        private static final long serialVersionUID = 1L;

        @Override
        public int intValue() {
            return 1;
        }

        @Override
        public long longValue() {
            return 1;
        }

        @Override
        public float floatValue() {
            return 1;
        }

        @Override
        public double doubleValue() {
            return 1;
        }
    }
}
