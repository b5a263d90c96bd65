package io.orka.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.build.worker.FailureKind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A failure caused by the environment is transient. A failure caused by the sources is permanent. */
class BuildFailureTest {

    @Test
    void aCompilerMayBeThereTheNextTime() {
        assertThat(BuildFailure.noCompiler(Path.of("/jre")).isTransient()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"COMPILE, false", "TESTS, false", "POM, false", "MISSING, true"})
    void onlyWhatIsNotInTheSourcesIsTransient(FailureKind kind, boolean expected) {
        assertThat(BuildFailure.of(kind, "it fails", Path.of("build.log")).isTransient())
                .isEqualTo(expected);
    }
}
