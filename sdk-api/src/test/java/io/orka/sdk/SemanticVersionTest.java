package io.orka.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticVersionTest {

    private static final List<String> ASCENDING = List.of(
            "0.0.1",
            "v0.1.0",
            "1.0.0-0",
            "1.0.0-SNAPSHOT",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "v1",
            "1.0.1",
            "v1.2",
            "1.2.3",
            "1.2.3.4",
            "1.2.3.10",
            "1.10.0",
            "2.0.0-99999999999999999999998",
            "2.0.0-99999999999999999999999",
            "2.0.0",
            "2.0.0.1-rc.1",
            "99999999999999999999998.0.0",
            "99999999999999999999999.0.0");

    @Test
    void ordersAsTheStandardSays() {
        List<SemanticVersion> versions =
                new ArrayList<>(ASCENDING.stream().map(SemanticVersion::new).toList());
        Collections.shuffle(versions, new Random(1));
        assertThat(versions.stream().sorted().map(SemanticVersion::toString)).containsExactlyElementsOf(ASCENDING);
    }

    @ParameterizedTest
    @CsvSource({
        "v0.1.0, 0.1.0",
        "V1, 1.0.0",
        "v1.2, 1.2.0",
        "' 1.2.3 ', 1.2.3",
        "1.0.0+a, 1.0.0+b",
        "1.0.0-rc.1+b5, 1.0.0-rc.1",
        "1.0.0-rc.01, 1.0.0-rc.1",
        "01.2.3, 1.2.3",
        "1.0.0.Final, 1.0.0",
        "1.0.0.Final_2.x-rc.1+b, 1.0.0-rc.1",
        "1.2.3.0, 1.2.3"
    })
    void differentTextsMayBeOneVersion(String one, String other) {
        assertThat(new SemanticVersion(one))
                .isEqualTo(new SemanticVersion(other))
                .isEqualByComparingTo(new SemanticVersion(other))
                .hasSameHashCodeAs(new SemanticVersion(other));
    }

    @Test
    void equalityIsThatOfTheOrder() {
        for (String one : ASCENDING) {
            for (String other : ASCENDING) {
                SemanticVersion left = new SemanticVersion(one);
                SemanticVersion right = new SemanticVersion(other);
                assertThat(left.equals(right))
                        .as("%s and %s", one, other)
                        .isEqualTo(left.compareTo(right) == 0)
                        .isEqualTo(one.equals(other));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "v",
                "main",
                "feature/x",
                "1.x",
                "1.0.0-",
                "1.0.0+",
                "1..2",
                "1.2.3.4.5",
                "[1,2)",
                "-1",
                "٣.1"
            })
    void whatIsNoVersionIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SemanticVersion(text))
                .withMessageContaining("'" + text.strip() + "' is not a semantic version");
        assertThat(SemanticVersion.parse(text)).isEmpty();
    }

    @Test
    void aVersionIsParsed() {
        assertThat(SemanticVersion.parse("v1.2-rc.1")).contains(new SemanticVersion("1.2.0-rc.1"));
    }

    @Test
    void aVeryLongTextIsReadAndCompared() {
        SemanticVersion low = new SemanticVersion("0.0." + "8".repeat(100_000) + "-a.b");
        SemanticVersion high = new SemanticVersion("0.0." + "9".repeat(100_000));
        assertThat(low).isLessThan(high);
    }
}
