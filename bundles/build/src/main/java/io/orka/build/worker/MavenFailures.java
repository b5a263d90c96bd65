package io.orka.build.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.exception.DefaultExceptionHandler;
import org.apache.maven.model.building.ModelProblem;

/** Says in one line why Maven failed. */
final class MavenFailures {

    /** The compiler plugin's way to name a place: {@code /path/Hello.java:[12,8] ';' expected}. */
    private static final Pattern COMPILER_ERROR =
            Pattern.compile("(?m)^(?:\\[ERROR] )?(\\S.*):\\[(\\d+),\\d+]\\s*(?:error: )?(.+)$");

    private static final Pattern ARTIFACT = Pattern.compile(
            "^(?:Could not (?:find|transfer) artifact|Cannot access|\\S+:\\S+ (?:was not found|failed to transfer))");

    private MavenFailures() {}

    static FailedBuild describe(Throwable failure, Path root) {
        List<Throwable> chain = Misses.chain(failure);
        for (Throwable link : chain) {
            String name = link.getClass().getSimpleName();
            if (name.equals("CompilationFailureException")) {
                return compile(String.valueOf(link.getMessage()), root);
            }
            if (String.valueOf(link.getMessage()).startsWith("There are test failures")) {
                return new FailedBuild(FailureKind.TESTS, "the plugin's own tests failed");
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
        String summary = new DefaultExceptionHandler().handleException(failure).getMessage();
        return new FailedBuild(FailureKind.OTHER, summary.isBlank() ? failure.toString() : summary);
    }

    /** Which one is missing, and where it was looked for, stands in one line of one of the many messages. */
    private static FailedBuild missing(List<Throwable> misses) {
        List<String> lines = misses.stream()
                .flatMap(miss -> String.valueOf(miss.getMessage()).lines())
                .map(String::strip)
                .toList();
        return new FailedBuild(
                FailureKind.MISSING,
                lines.stream()
                        .filter(line -> ARTIFACT.matcher(line).find())
                        .findFirst()
                        .orElse(lines.get(0)));
    }

    private static FailedBuild compile(String message, Path root) {
        Matcher matcher = COMPILER_ERROR.matcher(message);
        return new FailedBuild(
                FailureKind.COMPILE,
                matcher.find()
                        ? below(root, matcher.group(1)) + ":" + matcher.group(2) + ": " + matcher.group(3)
                        : message.replaceFirst("^Compilation failure\\s*", ""));
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
