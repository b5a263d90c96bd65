package io.orka.build;

import io.orka.checkout.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces paths in the host's clone by paths in the repository, since the author does not have the clone. */
final class InsidePaths {

    private InsidePaths() {}

    /** Returns the failure without the clone's path in its message. */
    static BuildFailure of(BuildFailure failure, Checkout checkout) {
        String reason = failure.reason();
        String said = without(real(checkout.root()), without(checkout.root(), reason));
        return said.equals(reason) ? failure : failure.said(said);
    }

    private static String without(Path root, String text) {
        Pattern path =
                Pattern.compile("(?:file:(?://)?)?" + Pattern.quote(root.toString()) + "(?:(/)|(?![^\\s:;,'\")\\]]))");
        return path.matcher(text)
                .replaceAll(found -> found.group(1) == null ? Matcher.quoteReplacement("the repository") : "");
    }

    private static Path real(Path root) {
        try {
            return root.toRealPath();
        } catch (IOException gone) {
            return root;
        }
    }
}
