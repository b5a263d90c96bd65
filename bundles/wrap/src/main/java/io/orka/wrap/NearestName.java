package io.orka.wrap;

import java.util.Collection;
import java.util.Comparator;

/** Finds what a mistyped name most likely meant. */
final class NearestName {

    private NearestName() {}

    /** The name with the fewest letters to change, or the empty text when none is near. */
    static String of(String wanted, Collection<String> names) {
        return names.stream()
                .min(Comparator.<String>comparingInt(name -> distance(wanted, name))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(wanted, name) <= Math.max(2, wanted.length() / 2))
                .orElse("");
    }

    /** Levenshtein distance, a row at a time. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
