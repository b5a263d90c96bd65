package io.orka.checkout;

import io.orka.checkout.Placeholder.Kind;
import java.util.List;
import java.util.Set;

/** Checks whether a placeholder replaces a file that the plugin's build needs. */
final class NeededFiles {

    private static final Set<String> ALWAYS =
            Set.of("config.json", "pom.xml", "go.mod", "src", "src/main", "src/main/java");

    private final String plugin;

    /**
     * Creates a check for one plugin.
     *
     * @param plugin the path of the plugin's directory; empty for the root
     */
    NeededFiles(String plugin) {
        this.plugin = plugin;
    }

    /** Throws an exception for the first placeholder of a needed file. */
    void check(List<Placeholder> placeholders) {
        for (Placeholder placeholder : placeholders) {
            if (isNeeded(placeholder)) {
                throw placeholder.kind() == Kind.LFS
                        ? CheckoutFailure.lfs(placeholder.sentence())
                        : CheckoutFailure.link(placeholder.sentence());
            }
        }
    }

    private boolean isNeeded(Placeholder placeholder) {
        String path = placeholder.path();
        if (plugin.equals(path) || plugin.startsWith(path + "/")) {
            return true;
        }
        if (!plugin.isEmpty() && !path.startsWith(plugin + "/")) {
            return false;
        }
        String inside = plugin.isEmpty() ? path : path.substring(plugin.length() + 1);
        // A build may create the target of a link, but not the files that select or configure the build.
        return ALWAYS.contains(inside) || (placeholder.kind() != Kind.LINK_NOWHERE && isPacked(inside));
    }

    private static boolean isPacked(String path) {
        if (path.startsWith("src/test/") || path.contains("/src/test/") || path.endsWith("_test.go")) {
            return false;
        }
        return path.startsWith("src/main/")
                || path.contains("/src/main/")
                || path.endsWith(".java")
                || path.endsWith(".go")
                || path.endsWith(".jar");
    }
}
