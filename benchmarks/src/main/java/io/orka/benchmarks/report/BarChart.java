package io.orka.benchmarks.report;

import java.util.Locale;

/**
 * Draws a figure's medians as bars, as SVG for light and dark backgrounds. The scale is logarithmic if the medians
 * differ by more than a factor of 50.
 */
final class BarChart {

    private static final int WIDTH = 760;
    private static final int NAMES = 270;
    private static final int NUMBERS = 110;
    private static final int ROW = 28;
    private static final int BAR = 18;
    private static final int TOP = 44;
    private static final int BASELINE = 13;
    private static final double FAR_APART = 50;
    private static final double LEAST_BAR = 0.02;

    private BarChart() {}

    static String of(Figure figure) {
        double most = figure.series().stream().mapToDouble(Series::median).max().orElse(1);
        double least =
                figure.series().stream().mapToDouble(Series::median).min().orElse(1);
        boolean logarithmic = least > 0 && most / least > FAR_APART;
        String axis = figure.unit() + ", median" + (logarithmic ? "; logarithmic scale" : "")
                + (figure.isRate() ? "; more is better" : "; less is better");
        StringBuilder svg = new StringBuilder(
                head(figure.title(), axis, TOP + ROW * figure.series().size()));
        int y = TOP;
        for (Series series : figure.series()) {
            double part = logarithmic ? logarithm(series.median(), least, most) : series.median() / most;
            svg.append(bar(series, y, (WIDTH - NAMES - NUMBERS) * Math.max(part, LEAST_BAR)));
            y += ROW;
        }
        return svg.append("</svg>\n").toString();
    }

    /** Returns 0.1 for the smallest value and 1 for the largest, so that the smallest bar is visible. */
    private static double logarithm(double value, double least, double most) {
        return (1 + 9 * Math.log(value / least) / Math.log(most / least)) / 10;
    }

    private static String head(String title, String axis, int height) {
        return String.format(
                Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" \
                font-family="system-ui, sans-serif" font-size="13" fill="#57606a">
                <style>@media (prefers-color-scheme: dark) { svg { fill: #adbac7 } }</style>
                <title>%s</title>
                <text x="0" y="15" font-weight="600">%s</text>
                <text x="0" y="32" font-size="11">%s</text>
                """, WIDTH, height, WIDTH, height, escaped(title), escaped(title), escaped(axis));
    }

    private static String bar(Series series, int y, double length) {
        String color = series.who().startsWith("Orka") ? "#e8590c" : "#8b98a5";
        return String.format(
                Locale.ROOT,
                """
                <text x="%d" y="%d" text-anchor="end">%s</text>\
                <rect x="%d" y="%d" width="%.1f" height="%d" rx="2" fill="%s"/>\
                <text x="%.1f" y="%d">%s</text>
                """,
                NAMES - 10,
                y + BASELINE,
                escaped(series.who()),
                NAMES,
                y,
                length,
                BAR,
                color,
                NAMES + length + 8,
                y + BASELINE,
                Digits.of(series.median()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
