package io.orka.build.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.maven.exception.DefaultExceptionHandler;
import org.apache.maven.model.building.ModelProblem;
import org.apache.maven.plugin.AbstractMojoExecutionException;
import org.jspecify.annotations.Nullable;

/** Describes in one line why Maven failed. */
final class MavenFailures {

    /** The location format of the compiler plugin: {@code /path/Hello.java:[12,8] ';' expected}. */
    private static final Pattern COMPILER_ERROR =
            Pattern.compile("(?m)^(?:\\[ERROR] )?(\\S.*):\\[(\\d+),\\d+]\\s*(?:error: )?(.+)$");

    private static final Pattern REASON = Pattern.compile("^\\s*(?:symbol|reason): *(\\S.*)$");

    private static final Pattern RELEASE =
            Pattern.compile("(?:release version|invalid (?:source|target) release:?) (?:1\\.)?(\\d+)");

    private static final Pattern TOOLCHAIN = Pattern.compile(
            "(?s)Cannot find matching toolchain definitions.*?(jdk *\\[.*?version='(?:1\\.)?[^0-9']*(\\d+)[^']*'.*?])");

    private static final Pattern BLOCKED = Pattern.compile("Blocked mirror for repositories: \\[([^,(]+) \\(([^,)]+)");

    private static final Pattern NO_JAR = Pattern.compile("error reading (\\S+\\.jar); (.+)");

    private static final Pattern GOAL = Pattern.compile(
            "^Failed to execute goal [^: ]+:([^: ]+):[^: ]+:(\\S+)(?: \\([^)]*\\))? on project [^:]+: ");

    private static final int LONGEST = 500;

    private static final Pattern ARTIFACT = Pattern.compile(
            "^(?:Could not (?:find|transfer) artifact|Cannot access|\\S+:\\S+ (?:was not found|failed to transfer))");

    private MavenFailures() {}

    static FailedBuild describe(Throwable failure, Path root) {
        List<Throwable> chain = Misses.chain(failure);
        for (Throwable link : chain) {
            @Nullable FailedBuild jdk = jdk(String.valueOf(link.getMessage()));
            if (jdk != null) {
                return jdk;
            }
            String name = link.getClass().getSimpleName();
            if (name.equals("CompilationFailureException")) {
                return compile(whole(link), root);
            }
            if (String.valueOf(link.getMessage()).startsWith("There are test failures")) {
                return new FailedBuild(FailureKind.TESTS, "the plugin's tests failed");
            }
        }
        List<Throwable> misses = chain.stream().filter(Misses::isMiss).toList();
        if (!misses.isEmpty()) {
            return missing(misses);
        }
        for (Throwable link : chain) {
            for (ModelProblem problem : Misses.problems(link)) {
                if (problem.getSeverity() != ModelProblem.Severity.WARNING) {
                    return pom(problem, root);
                }
            }
        }
        String summary =
                oneLine(new DefaultExceptionHandler().handleException(failure).getMessage());
        return new FailedBuild(FailureKind.OTHER, summary.isBlank() ? failure.toString() : summary);
    }

    /** Returns the message with the long message, if available, which lists several compiler errors. */
    private static String whole(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof AbstractMojoExecutionException mojo && mojo.getLongMessage() != null
                ? message + "\n" + mojo.getLongMessage()
                : message;
    }

    /** Shortens a message to one line. In the lists of Maven plugins, the first line is only an introduction. */
    private static String oneLine(String message) {
        String line = message.lines()
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        String cause = GOAL.matcher(line).replaceFirst("$1:$2: ");
        return cause.length() <= LONGEST ? cause : cause.substring(0, LONGEST) + "…";
    }

    private static @Nullable FailedBuild jdk(String message) {
        Matcher release = RELEASE.matcher(message);
        Matcher toolchain = TOOLCHAIN.matcher(message);
        if (release.find()) {
            int wanted = Integer.parseInt(release.group(1));
            int here = Runtime.version().feature();
            return wanted <= here
                    ? null
                    : new FailedBuild(
                            FailureKind.JDK,
                            "the plugin is compiled for Java " + wanted + ", but builds run on Java " + here + " ("
                                    + System.getProperty("java.home") + "); " + InstalledJdks.from(wanted));
        }
        return toolchain.find()
                ? new FailedBuild(
                        FailureKind.JDK,
                        "~/.m2/toolchains.xml has no toolchain " + toolchain.group(1) + "; "
                                + InstalledJdks.from(Integer.parseInt(toolchain.group(2))))
                : null;
    }

    /** Describes a missing artifact by the line that names the artifact and the searched repositories. */
    private static FailedBuild missing(List<Throwable> misses) {
        List<String> lines = misses.stream()
                .flatMap(miss -> String.valueOf(miss.getMessage()).lines())
                .map(String::strip)
                .toList();
        for (String line : lines) {
            Matcher blocked = BLOCKED.matcher(line);
            if (blocked.find()) {
                return new FailedBuild(
                        FailureKind.MISSING,
                        "Maven does not allow repositories over http: " + blocked.group(1) + " (" + blocked.group(2)
                                + ") is blocked; use https or a mirror in settings.xml");
            }
        }
        return new FailedBuild(
                FailureKind.MISSING,
                lines.stream()
                        .filter(line -> ARTIFACT.matcher(line).find())
                        .findFirst()
                        .orElse(lines.get(0)));
    }

    private static FailedBuild compile(String message, Path root) {
        Matcher noJar = NO_JAR.matcher(message);
        if (noJar.find()) {
            return new FailedBuild(
                    FailureKind.MISSING,
                    "the dependency " + noJar.group(1) + " is not a jar (" + noJar.group(2)
                            + "); if the file is an error page of a proxy, delete it");
        }
        Matcher matcher = COMPILER_ERROR.matcher(message);
        return new FailedBuild(
                FailureKind.COMPILE,
                matcher.find()
                        ? below(root, matcher.group(1)) + ":" + matcher.group(2) + ": " + matcher.group(3)
                                + reason(message.substring(matcher.end()))
                        : message.replaceFirst("^Compilation failure\\s*", ""));
    }

    /** Returns the missing symbol or the reason for a mismatch, from the lines below the first line of the error. */
    static String reason(String following) {
        return following
                .lines()
                .skip(1)
                .takeWhile(line -> line.isBlank() || Character.isWhitespace(line.charAt(0)))
                .map(REASON::matcher)
                .filter(Matcher::find)
                .map(reason -> ": " + reason.group(1))
                .findFirst()
                .orElse("");
    }

    private static FailedBuild pom(ModelProblem problem, Path root) {
        String source = problem.getSource().isEmpty() ? "pom.xml" : below(root, problem.getSource());
        String line = problem.getLineNumber() > 0 ? ":" + problem.getLineNumber() : "";
        return new FailedBuild(FailureKind.POM, source + line + ": " + problem.getMessage());
    }

    private static String below(Path root, String file) {
        Path path = Path.of(file);
        return path.startsWith(root) ? root.relativize(path).toString() : file;
    }
}
