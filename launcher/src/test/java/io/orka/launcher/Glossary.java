package io.orka.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The terms of {@code docs/glossary.md}.
 *
 * @param terms the defined terms, in the order of the page
 * @param replaced the words that the terms replace
 */
record Glossary(List<String> terms, List<String> replaced) {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| ([^|]+) \\|([^|]*)\\|$");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    static Glossary read(Path page) throws IOException {
        List<MatchResult> rows = ROW.matcher(Files.readString(page))
                .results()
                .filter(row -> !row.group(1).equals("term") && !row.group(1).startsWith("--"))
                .toList();
        return new Glossary(
                rows.stream().map(row -> row.group(1)).toList(),
                rows.stream()
                        .flatMap(row -> QUOTED.matcher(row.group(3)).results())
                        .map(word -> word.group(1))
                        .toList());
    }

    /** Returns a pattern for all replaced words, even across line breaks. */
    Pattern replacedWords() {
        String any =
                replaced.stream().map(words -> words.replace(" ", "[\\s*/]+")).collect(Collectors.joining("|"));
        return Pattern.compile("(?i)\\b(?:" + any + ")\\b");
    }
}
