package io.orka.leaks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log line about the leftovers of a generation. */
final class LeftoverLine {

    private static final Logger LOG = LoggerFactory.getLogger(LeftoverLine.class);
    private static final int NAMES = 5;

    private LeftoverLine() {}

    static void log(String plugin, List<Leftover> leftovers) {
        List<Leftover> still =
                leftovers.stream().filter(leftover -> !leftover.cleaned()).toList();
        if (!still.isEmpty()) {
            LOG.warn(
                    "{} left behind: {}; could not remove: {}. The plugin's classes stay in memory. Release these"
                            + " objects in close()",
                    plugin,
                    words(leftovers),
                    words(still));
        } else if (!leftovers.isEmpty()) {
            LOG.info("{} left behind: {}. Orka removed these objects", plugin, words(leftovers));
        }
    }

    /** Formats leftovers, such as {@code 2 threads ('a', 'b'), 1 shutdown hook ('x' (acme.Hook))}. */
    static String words(List<Leftover> leftovers) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (Leftover leftover : leftovers) {
            names.computeIfAbsent(leftover.kind(), kind -> new ArrayList<>()).add(leftover.name());
        }
        List<String> words = new ArrayList<>();
        names.forEach((kind, of) -> words.add(of.size() + " " + (of.size() == 1 ? kind : plural(kind)) + " ("
                + String.join(", ", of.subList(0, Math.min(NAMES, of.size()))) + (of.size() > NAMES ? ", …" : "")
                + ")"));
        return String.join(", ", words);
    }

    private static String plural(String kind) {
        return kind.endsWith("property") ? kind.replaceFirst("y$", "ies") : kind + "s";
    }
}
