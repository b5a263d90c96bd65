package io.orka.identity;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Suggests the closest match for a mistyped name. */
public final class NearestName {

    private static final int LONGEST = 64;
    private static final int FARTHEST = 3;

    private NearestName() {}

    /**
     * Returns the known name that differs least from the typed name. Insertions, deletions, replacements and swapped
     * neighbors cost one each; case is ignored.
     *
     * @param typed the name as typed; of any length
     * @param known the candidates; of equally close candidates, the first is used
     * @return the closest match, or empty when none is close
     */
    public static Optional<String> of(String typed, Collection<String> known) {
        String nearest = null;
        int least = Math.min(FARTHEST, (typed.length() + 1) / 3) + 1;
        for (String name : known) {
            if (typed.length() <= LONGEST && name.length() <= LONGEST) {
                int distance = distance(typed.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
                if (distance < least) {
                    least = distance;
                    nearest = name;
                }
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Returns the optimal string alignment distance: Levenshtein's distance with swaps of neighbors. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(int[][] cost, String a, String b, int i, int j) {
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + same);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
