package io.orka.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    private static final List<String> KNOWN = List.of("name", "version", "repo", "service", "HelloWorld");

    @ParameterizedTest
    @CsvSource({
        "verison, version",
        "versoin, version",
        "vesion, version",
        "REPO, repo",
        "naem, name",
        "helloword, HelloWorld",
        "servcies, service",
        "colour, ",
        "x, ",
        "'', ",
    })
    void findsWhatWasMeant(String typed, String expected) {
        assertThat(NearestName.of(typed, KNOWN).orElse(null)).isEqualTo(expected);
    }

    @Test
    void takesTheNearestOfSeveral() {
        assertThat(NearestName.of("telegran", List.of("telegraph", "telegram"))).contains("telegram");
    }

    @Test
    void doesNotCompareTextsBeyondReason() {
        assertThat(NearestName.of("a".repeat(1_000_000), List.of("a".repeat(1_000_001))))
                .isEmpty();
    }
}
