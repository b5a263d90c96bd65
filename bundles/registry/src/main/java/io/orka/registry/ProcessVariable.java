package io.orka.registry;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of a variable that an entry gives to its plugin's process: a text in which {@code ${env:NAME}} stands for a
 * variable of the host's own environment. Two dollar signs before a brace stand for one, and the brace.
 *
 * @param text as it is in the entry; it may be a secret
 */
public record ProcessVariable(String text) {

    private static final int LONGEST = 32_768;
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]{0,127}";
    private static final Pattern NAMES = Pattern.compile(NAME);
    private static final Pattern PLACES = Pattern.compile("\\$\\$\\{|\\$\\{(?:env:(" + NAME + ")})?");

    /** What makes every program load code, or the JVM take options, before it does its own work. */
    private static final Set<String> LOADING =
            Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "GLIBC_TUNABLES");

    /** Checks that it is one. */
    public ProcessVariable {
        String complaint = complaint(text);
        if (complaint != null) {
            throw new IllegalArgumentException("the value of a variable " + complaint);
        }
    }

    /** What is wrong with a name, or {@code null} when nothing is. */
    static @Nullable String complaintOfName(String name) {
        if (!NAMES.matcher(name).matches()) {
            return "must be 1 to 128 of A-Z, a-z, 0-9, '_' and not start with a digit";
        }
        if (name.startsWith("ORKA_")) {
            return "is for Orka itself: names that begin with ORKA_ are";
        }
        if (name.equals("GOMEMLIMIT")) {
            return "is set by Orka: give the entry a 'memory'";
        }
        if (name.equals("GOMAXPROCS")) {
            return "is set by Orka: give the entry 'cpus'";
        }
        return LOADING.contains(name) || name.startsWith("LD_") || name.startsWith("DYLD_")
                ? "is not allowed: it changes what every program loads; \"debug\": true is for debugging"
                : null;
    }

    /** What is wrong with a value, without its words, or {@code null} when nothing is. */
    static @Nullable String complaint(String text) {
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            return "must be at most " + LONGEST + " characters long and hold no NUL";
        }
        Matcher places = PLACES.matcher(text);
        while (places.find()) {
            if (places.group().equals("${")) {
                return "has a '${' that is not the beginning of '${env:NAME}'; write '$${' for the two characters";
            }
        }
        return null;
    }

    /**
     * The first variable it refers to that is not there.
     *
     * @param host the host's environment
     * @return empty when all are there
     */
    public Optional<String> missing(Function<String, @Nullable String> host) {
        return PLACES.matcher(text)
                .results()
                .map(place -> place.group(1))
                .filter(name -> name != null && host.apply(name) == null)
                .findFirst();
    }

    /**
     * The value with everything put in.
     *
     * @param host the host's environment, which has all it refers to
     * @return may be a secret
     */
    public String value(Function<String, @Nullable String> host) {
        return PLACES.matcher(text).replaceAll(place -> {
            String name = place.group(1);
            return Matcher.quoteReplacement(name == null ? "${" : String.valueOf(host.apply(name)));
        });
    }

    /** Without the text, since it may be a secret. */
    @Override
    public String toString() {
        return "(a value)";
    }
}
