package io.orka.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListedTest {

    private static List<String> names(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "m" + i).toList();
    }

    @Test
    void fewNamesAreAllShown() {
        assertThat(Listed.of(List.of())).isEmpty();
        assertThat(Listed.of(List.of("a"))).isEqualTo("a");
        assertThat(Listed.of(List.of("a", "b"), " and ")).isEqualTo("a and b");
        assertThat(Listed.of(names(20))).endsWith("m19, m20");
    }

    @Test
    void ofManyNamesTheRestIsCounted() {
        assertThat(Listed.of(names(21))).endsWith("m19, m20 and 1 more");
        assertThat(Listed.of(names(60_000))).startsWith("m1, m2, ").endsWith("m20 and 59,980 more");
    }
}
