package io.orka.benchmarks.report;

import java.util.Locale;

/** Formats numbers with thousands separators and at most two decimals. */
final class Digits {

    private static final double ENOUGH = 100;
    private static final double SOME = 10;

    private Digits() {}

    static String of(double number) {
        double size = Math.abs(number);
        if (number == Math.rint(number) || size >= ENOUGH) {
            return String.format(Locale.ROOT, "%,.0f", number);
        }
        return String.format(Locale.ROOT, size >= SOME ? "%.1f" : "%.2f", number);
    }
}
