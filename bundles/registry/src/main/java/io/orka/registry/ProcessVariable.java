package io.orka.registry;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of an environment variable of a plugin's process: a string in which {@code ${env:NAME}} is replaced by a
 * variable of the host's environment. A second dollar sign before the brace escapes the reference.
 *
 * @param text the value in the entry; may be a secret
 */
public record ProcessVariable(String text) {

    private static final int LONGEST = 32_768;
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]{0,127}";
    private static final Pattern NAMES = Pattern.compile(NAME);
    private static final Pattern PLACES = Pattern.compile("\\$\\$\\{|\\$\\{(?:env:(" + NAME + ")})?");

    /** Variables that make every program load code, or make the JVM add options. */
    private static final Set<String> LOADING =
            Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "GLIBC_TUNABLES");

    /** Checks the value. */
    public ProcessVariable {
        String complaint = complaint(text);
        if (complaint != null) {
            throw new IllegalArgumentException("the value of a variable " + complaint);
        }
    }

    /** Returns the problem of a name, or {@code null} if the name is valid. */
    static @Nullable String complaintOfName(String name) {
        if (!NAMES.matcher(name).matches()) {
            return "must be 1 to 128 characters of A-Z, a-z, 0-9, '_' and must not start with a digit";
        }
        if (name.startsWith("ORKA_")) {
            return "is reserved: names that start with ORKA_ are used by Orka";
        }
        if (name.equals("GOMEMLIMIT")) {
            return "is set by Orka: use 'memory' in the entry";
        }
        if (name.equals("GOMAXPROCS")) {
            return "is set by Orka: use 'cpus' in the entry";
        }
        return LOADING.contains(name) || name.startsWith("LD_") || name.startsWith("DYLD_")
                ? "is not allowed: it changes what every program loads; for debugging, use \"debug\": true"
                : null;
    }

    /** Returns the problem of a value, without the value itself, or {@code null} if the value is valid. */
    static @Nullable String complaint(String text) {
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            return "must be at most " + LONGEST + " characters long and must not contain NUL";
        }
        Matcher places = PLACES.matcher(text);
        while (places.find()) {
            if (places.group().equals("${")) {
                return "has a '${' that does not start '${env:NAME}'; use '$${' for a literal '${'";
            }
        }
        return null;
    }

    /**
     * Returns the first referenced variable that is missing.
     *
     * @param host the host's environment
     * @return empty when all referenced variables exist
     */
    public Optional<String> missing(Function<String, @Nullable String> host) {
        return PLACES.matcher(text)
                .results()
                .map(place -> place.group(1))
                .filter(name -> name != null && host.apply(name) == null)
                .findFirst();
    }

    /**
     * Returns the value with all references replaced.
     *
     * @param host the host's environment, which has all referenced variables
     * @return the value; may be a secret
     */
    public String value(Function<String, @Nullable String> host) {
        return PLACES.matcher(text).replaceAll(place -> {
            String name = place.group(1);
            return Matcher.quoteReplacement(name == null ? "${" : String.valueOf(host.apply(name)));
        });
    }

    /** Returns a placeholder, since the value may be a secret. */
    @Override
    public String toString() {
        return "(a value)";
    }
}
