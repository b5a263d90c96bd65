package io.orka.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What people read of a file.
 *
 * @param file where it is
 * @param lines its lines, each as long as in the file; what is not prose is blank
 */
record Prose(Path file, List<String> lines) {

    private static final Pattern MARKDOWN_CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]+`|\\]\\([^)\\s]+\\)");
    private static final Pattern JAVA_TOKEN = Pattern.compile(
            "(?s)(?<prose>/\\*.*?\\*/|//[^\n]*|\"\"\".*?(?<!\\\\)\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*\")|'(?:[^'\\\\]|\\\\.)+'");

    /** The text of a page, without its code and the targets of its links. */
    static Prose ofPage(Path page) throws IOException {
        String text = Files.readString(page);
        return new Prose(page, lines(MARKDOWN_CODE.matcher(text).replaceAll(code -> blank(code.group()))));
    }

    /** The comments and the strings of a Java source. */
    static Prose ofSource(Path source) throws IOException {
        String text = Files.readString(source);
        StringBuilder prose = new StringBuilder(blank(text));
        JAVA_TOKEN
                .matcher(text)
                .results()
                .filter(token -> token.group(1) != null)
                .forEach(token -> prose.replace(token.start(), token.end(), token.group()));
        return new Prose(source, lines(prose.toString()));
    }

    /** The places where a pattern occurs, also across the end of a line, each as {@code file:line: words}. */
    Stream<String> find(Pattern pattern) {
        String text = String.join("\n", lines);
        return pattern.matcher(text)
                .results()
                .map(match -> file.getFileName() + ":" + line(text, match) + ": "
                        + match.group().replaceAll("\\s+", " ").strip());
    }

    private static long line(String text, MatchResult match) {
        return 1
                + text.substring(0, match.start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private static List<String> lines(String text) {
        return List.of(text.split("\n", -1));
    }

    private static String blank(String text) {
        return text.replaceAll("[^\n]", " ");
    }
}
