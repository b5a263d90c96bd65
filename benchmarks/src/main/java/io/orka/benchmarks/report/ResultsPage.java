package io.orka.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes {@code RESULTS.md} and its charts from the measurements. */
public final class ResultsPage {

    private static final String HEAD = """
            # Results

            `benchmarks/run` writes this page from the measurements in `benchmarks/results`. The contestants of a figure
            were measured in turns, so that noise affects all of them: compare ratios within a figure. A quarter of the
            measurements is below the first quartile, and a quarter above the third. [README.md](README.md) explains the
            figures. [PROFILE.md](PROFILE.md) analyzes the figures that miss their goals.
            """;

    private final List<Result> results;

    /**
     * Creates the page.
     *
     * @param results one for each figure, in the order of the page
     */
    public ResultsPage(List<Result> results) {
        this.results = List.copyOf(results);
    }

    /**
     * Writes the page, and writes the charts into the directory {@code charts} next to the page.
     *
     * @param file the page
     * @throws IOException if a file cannot be written
     */
    public void write(Path file) throws IOException {
        Path charts = Files.createDirectories(file.resolveSibling("charts"));
        StringBuilder page = new StringBuilder(HEAD);
        page.append("\n## Environment\n\n");
        circumstances().forEach(line -> page.append("- ").append(line).append('\n'));
        page.append("\n## Goals\n\n| Figure | Goal | Measured | Result |\n|---|---|---|---|\n");
        results.forEach(result -> page.append(goals(result.figure())));
        for (Result result : results) {
            Figure figure = result.figure();
            Files.writeString(charts.resolve(figure.name() + ".svg"), BarChart.of(figure));
            page.append(section(figure));
        }
        Files.writeString(file, page);
    }

    private Set<String> circumstances() {
        Set<String> lines = new LinkedHashSet<>();
        for (Result result : results) {
            Circumstances where = result.circumstances();
            lines.add(where.machine());
            lines.addAll(where.jdks());
        }
        for (Result result : results) {
            Circumstances where = result.circumstances();
            lines.add("%s, commit %s, `%s`: %s"
                    .formatted(where.date(), where.commit(), where.command(), figuresOf(where.command(), where)));
        }
        return lines;
    }

    private String figuresOf(String command, Circumstances where) {
        return String.join(
                ", ",
                results.stream()
                        .filter(other -> other.circumstances().command().equals(command)
                                && other.circumstances().date().equals(where.date())
                                && other.circumstances().commit().equals(where.commit()))
                        .map(other -> other.figure().name() + " (load "
                                + Digits.of(other.circumstances().load()) + ")")
                        .toList());
    }

    private static String goals(Figure figure) {
        StringBuilder rows = new StringBuilder();
        for (Goal goal : figure.goals()) {
            rows.append("| [%s](#%s) | %s | %s | %s |\n"
                    .formatted(
                            figure.name(),
                            figure.name(),
                            goal.goal(),
                            goal.reached(),
                            goal.met() ? "met" : "**not met**"));
        }
        return rows.toString();
    }

    private static String section(Figure figure) {
        StringBuilder section = new StringBuilder("\n## %s\n\n%s\n\n![%s](charts/%s.svg)\n\n"
                .formatted(figure.name(), figure.title(), figure.title(), figure.name()));
        section.append("| | Median, %s | Quartiles | Measurements | Compared with %s |\n|---|---|---|---|---|\n"
                .formatted(figure.unit(), figure.series().get(0).who()));
        double first = figure.series().get(0).median();
        for (Series series : figure.series()) {
            section.append("| %s | %s | %s … %s | %d | %s × |\n"
                    .formatted(
                            series.who(),
                            Digits.of(series.median()),
                            Digits.of(series.low()),
                            Digits.of(series.high()),
                            series.values().size(),
                            Digits.of(series.median() / first)));
        }
        figure.notes().forEach(note -> section.append("\n").append(note).append('\n'));
        return section.toString();
    }
}
