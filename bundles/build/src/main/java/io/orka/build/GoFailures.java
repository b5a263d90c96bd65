package io.orka.build;

import io.orka.identity.Listed;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Describes in one line why a Go build failed. */
final class GoFailures {

    private static final Pattern TOO_OLD = Pattern.compile(
            "requires go >= ([0-9][0-9A-Za-z.]*)|go\\.mod file indicates go ([0-9.]+)|download go([0-9.]+)");
    private static final Pattern COMPILE = Pattern.compile("^(?:vet: )?\\S*\\.go:\\d+(?::\\d+)?: .*");
    private static final Pattern ASKS_FOR_MORE =
            Pattern.compile("undefined: \\w+\\.\\w+|unknown field|undefined \\(type \\S*\\.(Request|Response)");
    private static final String OFF = ": module lookup disabled by GOPROXY=off";
    private static final String FETCHES = "go: downloading ";
    private static final List<String> MISSING = List.of(
            "no required module provides package",
            "cannot find module providing package",
            "module lookup disabled",
            "missing go.sum entry",
            "checksum mismatch",
            "dial tcp",
            "reading http",
            "Get \"http",
            "unrecognized import path",
            "unknown revision",
            "invalid version",
            "not available",
            "no matching versions",
            "terminal prompts disabled",
            "could not read Username");

    private GoFailures() {}

    /** Returns whether a retry with the network could succeed. */
    static boolean isMissing(String output) {
        return missing(output) != null || output.contains("GOPROXY=off") || output.contains("toolchain not available");
    }

    /** Returns whether the SDK cannot be fetched. A checksum mismatch is a different failure. */
    static boolean isWithoutSdk(String output) {
        return isMissing(output) && output.contains(GoBuild.SDK) && !output.contains("checksum mismatch");
    }

    /** Returns whether a plugin uses a name that the imported package does not declare. */
    static boolean asksForMore(String output) {
        return ASKS_FOR_MORE.matcher(output).find();
    }

    static BuildFailure describe(String output, String version, Path log) {
        Matcher tooOld = TOO_OLD.matcher(output);
        if (tooOld.find()) {
            String wanted = tooOld.group(1) != null
                    ? tooOld.group(1)
                    : tooOld.group(2) != null ? tooOld.group(2) : tooOld.group(3);
            return BuildFailure.goTooOld(wanted, version);
        }
        if (output.contains("errors parsing go.mod")) {
            String line = line(output, text -> text.matches(".*go\\.mod:\\d+:.*"));
            return BuildFailure.goMod(line, log);
        }
        String missing = missing(output);
        if (missing != null) {
            return BuildFailure.goModuleMissing(missing, log);
        }
        String compile = line(output, text -> COMPILE.matcher(text).matches());
        return COMPILE.matcher(compile).matches()
                ? BuildFailure.goDoesNotCompile(compile.replaceFirst("^\\./", ""), log)
                : BuildFailure.goOther(compile, log);
    }

    private static @Nullable String missing(String output) {
        return output.lines()
                .filter(line -> MISSING.stream().anyMatch(line::contains))
                .findFirst()
                .map(line -> line.strip().replaceFirst("^go: ", ""))
                .map(line -> line.endsWith(OFF) ? line + wanted(output) : line)
                .orElse(null);
    }

    /** Finds the missing modules, since without a network the line of the failure does not name them. */
    private static String wanted(String output) {
        String modules = Listed.of(output.lines()
                .filter(line -> line.startsWith(FETCHES))
                .map(line -> line.substring(FETCHES.length()))
                .distinct()
                .toList());
        return modules.isEmpty() ? "" : ": " + modules;
    }

    /** Returns the first matching line, or the last line if no line matches. */
    private static String line(String output, Predicate<String> wanted) {
        return output.lines()
                .map(String::strip)
                .filter(wanted)
                .findFirst()
                .or(() -> output.lines().filter(text -> !text.isBlank()).reduce((first, second) -> second))
                .orElse("no output");
    }
}
