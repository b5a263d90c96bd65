package io.orka.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The commands of a shell script, as words without quotes. Only the syntax of the pages is supported. */
final class ScriptWords {

    private static final Pattern HERE_DOCUMENT =
            Pattern.compile("<<-?\\s*(['\"]?)(\\w+)\\1([^\\n]*)\\n.*?\\n\\s*\\2(?=\\n|$)", Pattern.DOTALL);
    private static final String SEPARATORS = "\n;&|()";
    private static final Set<String> BEFORE_PROGRAMS =
            Set.of("sudo", "runuser", "env", "exec", "time", "nohup", "if", "while", "until", "!", "then", "do");

    private final String script;
    private final List<List<String>> commands = new ArrayList<>();
    private List<String> command = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private ScriptWords(String script) {
        this.script = script;
    }

    /** Returns the commands in order, including those in {@code $(…)}. */
    static List<List<String>> commands(String script) {
        String joined = HERE_DOCUMENT.matcher(script).replaceAll("$3").replace("\\\n", " ");
        return new ScriptWords(joined).read();
    }

    /** Removes assignments, {@code sudo -u USER} and similar words before the program of a command. */
    static List<String> program(List<String> words) {
        int first = 0;
        while (first < words.size() && isBefore(words, first)) {
            first++;
        }
        return words.subList(first, words.size());
    }

    private static boolean isBefore(List<String> words, int at) {
        String word = words.get(at);
        return BEFORE_PROGRAMS.contains(word)
                || word.matches("[A-Za-z_]\\w*=.*")
                || (at > 0 && (word.startsWith("-") || words.get(at - 1).matches("-[ug]")));
    }

    private List<List<String>> read() {
        while (at < script.length()) {
            char next = script.charAt(at++);
            if (next == '#' && !inWord) {
                at = lineEnd();
            } else if (SEPARATORS.indexOf(next) >= 0) {
                endCommand();
            } else if (Character.isWhitespace(next)) {
                endWord();
            } else {
                inWord = true;
                append(next);
            }
        }
        endCommand();
        return commands;
    }

    private void append(char next) {
        if (next == '\'' || next == '"') {
            while (at < script.length() && script.charAt(at) != next) {
                word.append(script.charAt(at++));
            }
            at++;
        } else if (next == '\\' && at < script.length()) {
            word.append(script.charAt(at++));
        } else {
            word.append(next);
        }
    }

    private int lineEnd() {
        int end = script.indexOf('\n', at);
        return end < 0 ? script.length() : end;
    }

    private void endWord() {
        if (inWord) {
            command.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private void endCommand() {
        endWord();
        if (!command.isEmpty()) {
            commands.add(command);
            command = new ArrayList<>();
        }
    }
}
