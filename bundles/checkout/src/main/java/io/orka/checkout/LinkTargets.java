package io.orka.checkout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resolves symbolic links within a commit by the commit's paths only, independent of the files on the disk. */
final class LinkTargets {

    /** The maximum number of links in one path, as on Linux. */
    private static final int MOST_LINKS = 40;

    private final Map<String, String> links;

    /**
     * Uses all links of a commit.
     *
     * @param links the target of each link, by the link's path
     */
    LinkTargets(Map<String, String> links) {
        this.links = links;
    }

    String of(String link) {
        return links.getOrDefault(link, "");
    }

    /**
     * The resolved target of a link.
     *
     * @param path a path in the commit, which need not exist; empty for the root
     * @param problem the reason why the link cannot be resolved, or {@code null}
     */
    record End(String path, Placeholder.@Nullable Kind problem) {}

    End end(String link) {
        Deque<String> names = new ArrayDeque<>(Arrays.asList(link.split("/")));
        List<String> path = new ArrayList<>();
        int followed = 0;
        while (!names.isEmpty()) {
            String name = names.pop();
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                if (path.isEmpty()) {
                    return new End("", Placeholder.Kind.LINK_OUT);
                }
                path.remove(path.size() - 1);
                continue;
            }
            path.add(name);
            String target = links.get(String.join("/", path));
            if (target != null) {
                if (target.startsWith("/")) {
                    return new End("", Placeholder.Kind.LINK_OUT);
                }
                if (++followed > MOST_LINKS) {
                    return new End("", Placeholder.Kind.LINK_LOOP);
                }
                path.remove(path.size() - 1);
                List<String> more = Arrays.asList(target.split("/"));
                Collections.reverse(more);
                more.forEach(names::push);
            }
        }
        return new End(String.join("/", path), null);
    }
}
