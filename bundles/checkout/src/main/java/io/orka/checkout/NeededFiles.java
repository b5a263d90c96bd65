package io.orka.checkout;

import io.orka.checkout.Placeholder.Kind;
import java.util.List;
import java.util.Set;

/** Finds out whether a file that only stands for another one is in the way of a plugin: then its build cannot be right. */
final class NeededFiles {

    private static final Set<String> ALWAYS =
            Set.of("config.json", "pom.xml", "go.mod", "src", "src/main", "src/main/java");

    private final String plugin;

    /**
     * For one plugin.
     *
     * @param plugin the path of its directory; empty for the top
     */
    NeededFiles(String plugin) {
        this.plugin = plugin;
    }

    /** Throws for the first one that is in the way. */
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
        // What a link leads to may be made by the build, but not what decides how to build.
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
