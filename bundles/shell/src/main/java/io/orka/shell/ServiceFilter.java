package io.orka.shell;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parses the service filter of a command line. */
final class ServiceFilter {

    /** Properties of a plugin's service that may be written without the prefix {@code orka.}. */
    private static final Set<String> SHORT = Set.of("name", "version", "service", "key", "commit");

    private static final Pattern PAIR = Pattern.compile("([A-Za-z0-9._-]+)=(.+)");

    private ServiceFilter() {}

    /** Returns the OSGi filter; {@code null} for all services. */
    static @Nullable String of(Usage usage, List<String> words) {
        if (words.isEmpty()) {
            return null;
        }
        if (words.size() == 1 && words.get(0).startsWith("(")) {
            return words.get(0);
        }
        String all = words.stream().map(word -> pair(usage, word)).collect(Collectors.joining());
        return words.size() == 1 ? all : "(&" + all + ")";
    }

    private static String pair(Usage usage, String word) {
        Matcher pair = PAIR.matcher(word);
        if (!pair.matches()) {
            throw usage.wrong("'" + word + "' is neither PROPERTY=VALUE nor an OSGi filter in single quotes");
        }
        String name = SHORT.contains(pair.group(1)) ? "orka." + pair.group(1) : pair.group(1);
        return "(" + name + "=" + pair.group(2).replaceAll("([\\\\()])", "\\\\$1") + ")";
    }
}
