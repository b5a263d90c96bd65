package io.orka.build;

import io.orka.checkout.Checkout;
import io.orka.checkout.Placeholder;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Adds the placeholder files to a build failure, since placeholders may cause it and compilers do not name them. */
final class Suspects {

    /** Failures that missing files can cause. */
    private static final Set<String> CAUSED = Set.of(
            "ORKA-BUILD-01",
            "ORKA-BUILD-03",
            "ORKA-BUILD-04",
            "ORKA-BUILD-05",
            "ORKA-BUILD-06",
            "ORKA-BUILD-07",
            "ORKA-BUILD-12",
            "ORKA-BUILD-15");

    private static final int MOST = 3;

    private Suspects() {}

    /** Returns the failure with the placeholder files in its message. */
    static BuildFailure named(BuildFailure failure, Checkout checkout) {
        List<Placeholder> found = checkout.placeholders();
        if (found.isEmpty() || !CAUSED.contains(failure.code())) {
            return failure;
        }
        String plugin = checkout.root().relativize(checkout.directory()).toString();
        String sentences = found.stream()
                .sorted(Comparator.comparing(
                        placeholder -> !placeholder.path().startsWith(plugin))) // files of the plugin first
                .limit(MOST)
                .map(Placeholder::sentence)
                .collect(Collectors.joining("; "));
        int more = found.size() - MOST;
        return failure.withNote(sentences + (more > 0 ? "; and " + more + " more such files" : ""));
    }
}
