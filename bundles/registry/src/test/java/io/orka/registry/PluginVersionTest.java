package io.orka.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginVersionTest {

    private static final List<String> ASCENDING = List.of(
            "1.x",
            "2.0_1",
            "feature/x",
            "main",
            "0.0.1",
            "v0.1.0",
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
        List<PluginVersion> versions =
                new ArrayList<>(ASCENDING.stream().map(PluginVersion::new).toList());
        Collections.shuffle(versions, new Random(1));
        assertThat(versions.stream().sorted().map(PluginVersion::text)).containsExactlyElementsOf(ASCENDING);
    }

    @Test
    void onlyEqualTextsCompareAsEqual() {
        assertThat(new PluginVersion("v1.2")).isNotEqualByComparingTo(new PluginVersion("1.2.0"));
        assertThat(new PluginVersion("1.0.0+a")).isLessThan(new PluginVersion("1.0.0+b"));
        assertThat(new PluginVersion("1.0.0")).isEqualByComparingTo(new PluginVersion("1.0.0"));
    }

    @ParameterizedTest
    @CsvSource({
        "v0.1.0, '0,1,0', ''",
        "v1.2, '1,2,0', ''",
        "1, '1,0,0', ''",
        "1.0.0-SNAPSHOT, '1,0,0', SNAPSHOT",
        "1.0.0-rc.1, '1,0,0', rc.1",
        "1.0.0-rc.1+b5, '1,0,0', rc.1-b5",
        "1.0.0+b5, '1,0,0', b5",
        "1.0.0.Final, '1,0,0', Final",
        "1.2.3.4, '1,2,3', 4",
        "9999999999.1, '2147483647,1,0', ''",
        "feature/x, '', feature/x",
        "v, '', v",
        "1.0.0-, '', 1.0.0-",
        "'', '', ''",
    })
    void offersItsParts(String text, String numbers, String qualifier) {
        PluginVersion version = new PluginVersion(text);
        assertThat(version.numbers().stream().map(String::valueOf))
                .containsExactly(numbers.isEmpty() ? new String[0] : numbers.split(","));
        assertThat(version.qualifier()).isEqualTo(qualifier);
    }
}
