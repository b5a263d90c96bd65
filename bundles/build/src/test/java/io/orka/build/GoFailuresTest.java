package io.orka.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The output of Go is condensed to the line that names the cause. */
class GoFailuresTest {

    private static final Path LOG = Path.of("plugin.log");

    @Test
    void modulesThatMayNotBeFetchedAreNamed() {
        BuildFailure failure = GoFailures.describe("""
                go: downloading github.com/google/uuid v1.6.0
                go: downloading acme.example/words v0.1.0
                main.go:4:2: module lookup disabled by GOPROXY=off
                main.go:5:2: module lookup disabled by GOPROXY=off
                """, "1.26", LOG);
        assertThat(failure.code()).isEqualTo("ORKA-BUILD-04");
        assertThat(failure.reason())
                .isEqualTo("main.go:4:2: module lookup disabled by GOPROXY=off: github.com/google/uuid v1.6.0,"
                        + " acme.example/words v0.1.0");
    }

    @Test
    void aLineThatNamesItsModuleIsToldAsItIs() {
        String line = "main.go:4:2: github.com/google/uuid@v1.99.0: reading https://proxy.golang.org/github.com/google/"
                + "uuid/@v/v1.99.0.zip: 404 Not Found";
        assertThat(GoFailures.describe("go: downloading github.com/google/uuid v1.99.0\n" + line, "1.26", LOG)
                        .reason())
                .isEqualTo(line);
    }
}
