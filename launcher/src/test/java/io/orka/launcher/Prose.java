package io.orka.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The prose of a file.
 *
 * @param file the file
 * @param text the file's content, with blanks for everything except prose
 */
record Prose(Path file, String text) {

    private static final Pattern LINK_TARGET = Pattern.compile("\\]\\([^)\\s]+\\)");
    private static final Pattern JAVA_TOKEN = Pattern.compile(
            "(?s)(?<prose>/\\*.*?\\*/|//[^\n]*|\"\"\".*?(?<!\\\\)\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*\")|'(?:[^'\\\\]|\\\\.)+'");

    /** Returns the text of a page, without its code and the targets of its links. */
    static Prose ofPage(Path page) throws IOException {
        String words = Pages.CODE.matcher(Files.readString(page)).replaceAll(code -> blank(code.group()));
        return new Prose(page, LINK_TARGET.matcher(words).replaceAll(target -> blank(target.group())));
    }

    /** Returns the comments and the strings of a Java source. */
    static Prose ofSource(Path source) throws IOException {
        String all = Files.readString(source);
        StringBuilder prose = new StringBuilder(blank(all));
        JAVA_TOKEN
                .matcher(all)
                .results()
                .filter(token -> token.group(1) != null)
                .forEach(token -> prose.replace(token.start(), token.end(), token.group()));
        return new Prose(source, prose.toString());
    }

    /** Returns the matches of a pattern, even across lines, each as {@code file:line: words}. */
    Stream<String> find(Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map(match -> file.getFileName() + ":" + line(match) + ": "
                        + match.group().replaceAll("\\s+", " ").strip());
    }

    private long line(MatchResult match) {
        return 1
                + text.substring(0, match.start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private static String blank(String text) {
        return text.replaceAll("[^\n]", " ");
    }
}
