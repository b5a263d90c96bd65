package io.orka.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orka.benchmarks.report.Circumstances;
import io.orka.benchmarks.report.Figure;
import io.orka.benchmarks.report.Result;
import io.orka.benchmarks.report.ResultFiles;
import io.orka.benchmarks.report.ResultsPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that every figure is measured and written. The measured values are not checked. Karaf and the alternatives in
 * Go are left out, because they are slow or must be downloaded.
 */
class FiguresTest {

    static Stream<String> figures() {
        return Experiments.all().stream().map(Experiment::name);
    }

    @ParameterizedTest
    @MethodSource("figures")
    void every_figure_is_measured_and_told(String name, @TempDir Path directory) throws Exception {
        Path distribution = Path.of(System.getProperty("orka.distribution"));
        assumeTrue(Files.isDirectory(distribution), "the distribution is built by the phase package");
        assumeTrue(experiment(name).isPossible(), "left out: this machine lacks what it measures");
        Installations installations =
                new Installations(Path.of("").toAbsolutePath(), distribution, List.of(Jdk.current()), Optional.empty());

        Figure figure = experiment(name).measure(installations, Effort.SMOKE);

        assertThat(figure.name()).isEqualTo(name);
        assertThat(figure.series()).isNotEmpty();
        ResultFiles files = new ResultFiles(directory.resolve("results"));
        files.write(new Result(new Circumstances("today", "run", "c0ffee", "machine", 0, List.of()), figure));
        List<Result> read = files.read(List.of(name));
        assertThat(read).extracting(Result::figure).containsExactly(figure);
        new ResultsPage(read).write(directory.resolve("RESULTS.md"));
        assertThat(directory.resolve("RESULTS.md")).content().contains(figure.title());
        assertThat(directory.resolve("charts").resolve(name + ".svg")).content().contains("</svg>");
    }

    private static Experiment experiment(String name) {
        return Experiments.all().stream()
                .filter(experiment -> experiment.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
