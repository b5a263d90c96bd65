package io.orka.launcher;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sections of a page in which readers write their first plugin, as a script that writes the files and runs the
 * commands. The prose before a block names its file.
 *
 * @param script the bash script; it begins in the user's home directory
 * @param answers the plugins' responses that the sections show
 */
record QuickStart(String script, List<String> answers) {

    private static final Pattern FILE = Pattern.compile("`([\\w./-]+\\.(?:java|json))`");
    private static final Pattern PROGRAM = Pattern.compile("(?m)(^|[\\s(;&])(?:[\\w./~-]*/)?orka(?= [a-z])");
    private static final Pattern FOREGROUND = Pattern.compile("(?m)^orka run.*[^&\\n]$");
    private static final Pattern ANSWER = Pattern.compile("\\{\"success\":.*?\\}\\}");
    private static final String RUN = "orka run --registry plugins.json";

    /** The steps for a page that does not show how to create a repository with a tag. */
    private static final String REPOSITORY = """
            mkdir hello
            mv Hello.java config.json hello
            git -C hello init -q
            git -C hello add -A
            git -C hello commit -qm 'Greet people'
            git -C hello tag v0.1.0
            """;

    /** The same steps for the next version. */
    private static final String NEXT = """
            sed -i 's/Hello, /Hi, /' hello/Hello.java
            git -C hello commit -qam 'Greet in fewer letters'
            git -C hello tag v0.2.0
            """;

    /** Reads the sections with the given headings. */
    static QuickStart of(Path root, Path page, List<String> headings) throws IOException {
        List<String> lines = Files.readAllLines(page);
        List<Block> blocks = Block.of(root, page);
        StringBuilder script = new StringBuilder();
        StringBuilder text = new StringBuilder();
        for (String heading : headings) {
            int begin = lines.indexOf("## " + heading) + 1;
            if (begin == 0) {
                throw new IllegalStateException(page + " has no section " + heading);
            }
            int end = begin;
            while (end < lines.size() && !lines.get(end).startsWith("## ")) {
                end++;
            }
            for (Block block : blocks) {
                script.append(begin < block.line() && block.line() < end ? step(block, lines) : "");
            }
            text.append(String.join("\n", lines.subList(begin, end)));
        }
        List<String> answers =
                ANSWER.matcher(text).results().map(MatchResult::group).toList();
        return new QuickStart(whole(script.toString(), text.toString()), answers);
    }

    private static String step(Block block, List<String> lines) {
        return switch (block.language()) {
            case "bash" -> PROGRAM.matcher(block.text()).replaceAll("$1orka");
            case "java", "json" -> "cat >%s <<'END'\n%sEND\n".formatted(fileName(block, lines), block.text());
            default -> typed(block);
        };
    }

    /** Returns the commands that a block shows at a host's prompt. */
    private static String typed(Block block) {
        return block.text()
                .lines()
                .filter(line -> line.startsWith("orka:"))
                .map(line -> "orka exec -- \"" + line.replace("\"", "\\\"") + "\"\n")
                .collect(joining());
    }

    private static String fileName(Block block, List<String> lines) {
        for (int line = block.line() - 1; line > 0; line--) {
            List<String> names = FILE.matcher(lines.get(line - 1))
                    .results()
                    .map(name -> name.group(1))
                    .toList();
            if (!names.isEmpty()) {
                return names.get(names.size() - 1);
            }
        }
        throw new IllegalStateException(block.place(0) + " is for no file");
    }

    /** Adds steps that only the prose contains. */
    private static String whole(String steps, String prose) {
        String script = steps;
        if (!script.matches("(?s).*\\bgit [^\\n]*init\\b.*")) {
            script = script.replaceFirst("(?m)^(?=orka )", REPOSITORY);
        }
        if (!script.contains("tag v0.2.0")) {
            script = beforeSwap(script, NEXT);
        }
        if (!script.contains(RUN) && prose.contains(RUN)) {
            script = beforeSwap(script, RUN + "\n");
        }
        return FOREGROUND.matcher(script).replaceAll(run -> Matcher.quoteReplacement(inBackground(run.group())));
    }

    private static String beforeSwap(String script, String step) {
        return script.replaceFirst("(?m)^(?=orka exec -- .orka:swap )", step);
    }

    private static String inBackground(String run) {
        return run + " >run.txt 2>&1 </dev/null &\nuntil orka status >status.txt 2>&1; do sleep 0.2; done";
    }
}
