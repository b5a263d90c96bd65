package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainRunTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "run --home x",
                "run --home x --registry y",
                "run --log-json --registry y --home x",
            })
    void understandsTheOrdinaryOptionsInAnyOrder(String line) {
        assertThat(PlainRun.of(List.of(line.split(" ", -1)))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "exec --home x -- orka:list",
                "run --help",
                "run --home",
                "run --home=x",
                "run --home --registry y",
                "run --home x --home y",
                "run --hom x",
                "run x",
            })
    void leavesAllElseToTheLibrary(String line) {
        assertThat(PlainRun.of(List.of(line.split(" ", -1)))).isEmpty();
        assertThat(PlainRun.of(List.of())).isEmpty();
    }

    @Test
    void takesTheValuesAsTheyStand() {
        HomeOptions options = new HomeOptions(Path.of("x"), Path.of("y"));

        assertThat(options.home()).isEqualTo(OrkaHome.of(Path.of("x")));
        assertThat(options.registry()).isEqualTo(Path.of("y").toAbsolutePath());
    }
}
