package io.orka.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FileOrderTest {

    @Test
    void digitsAreNumbers() {
        List<String> ordered = List.of(
                "1-api.jar",
                "2-core.jar",
                "02-core.jar",
                "9-web.jar",
                "10-web.jar",
                "999999999999999999999.jar",
                "Z.jar",
                "core.jar",
                "core-1.9.jar",
                "core-1.10.jar",
                "ä.jar");
        List<String> expected = new ArrayList<>(ordered);
        expected.sort(FileOrder.INSTANCE);
        List<String> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.sort(FileOrder.INSTANCE);

        assertThat(shuffled).isEqualTo(expected);
        assertThat(expected)
                .containsSubsequence("1-api.jar", "2-core.jar", "9-web.jar", "10-web.jar", "999999999999999999999.jar");
        assertThat(expected).containsSubsequence("core-1.9.jar", "core-1.10.jar", "core.jar");
        assertThat(FileOrder.INSTANCE.compare("02-core.jar", "2-core.jar")).isNotZero();
    }
}
