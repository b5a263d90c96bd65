package io.orka.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A section of a page in which readers write their first plugin, as a script: what they are told to put into files, and what
 * they are told to type. Files are named in the prose before a block.
 *
 * @param heading of the section, without signs
 * @param script for bash; it begins in the user's home directory
 * @param answers of plugins, as the section shows them
 */
record QuickStart(String heading, String script, List<String> answers) {

    private static final Pattern FILE = Pattern.compile("`([\\w.-]+\\.(?:java|json))`");
    private static final Pattern PROGRAM = Pattern.compile("(?m)(^|[\\s(;&])(?:[\\w./~-]*/)?orka(?= [a-z])");
    private static final Pattern RUN = Pattern.compile("(?m)^orka run.*$");
    private static final Pattern ANSWER = Pattern.compile("\\{\"success\":.*?\\}\\}");

    private static final String IN_BACKGROUND =
            "$0 >run.txt 2>&1 </dev/null &\nuntil orka status >status.txt 2>&1; do sleep 0.2; done";

    /** For a page that leaves it to the reader how to make a repository with a tag. */
    private static final String REPOSITORY = """
            mkdir hello
            mv Hello.java config.json hello
            git -C hello init -q
            git -C hello add -A
            git -C hello commit -qm 'Greet people'
            git -C hello tag v0.1.0
            """;

    /** The same for the next version. */
    private static final String NEXT = """
            sed -i 's/Hello, /Hi, /' hello/Hello.java
            git -C hello commit -qam 'Greet in fewer letters'
            git -C hello tag v0.2.0
            """;

    /** The section of a page with its first Java. */
    static QuickStart of(Path root, Path page) throws IOException {
        List<String> lines = Files.readAllLines(page);
        List<Block> blocks = Block.of(root, page);
        int first = blocks.stream()
                .filter(block -> block.language().equals("java"))
                .findFirst()
                .orElseThrow()
                .line();
        List<Integer> headings = IntStream.rangeClosed(1, lines.size())
                .filter(line -> lines.get(line - 1).startsWith("## "))
                .boxed()
                .toList();
        int begin = headings.stream().filter(line -> line < first).reduce(1, Math::max);
        int end = headings.stream().filter(line -> line > first).reduce(lines.size(), Math::min);
        StringBuilder script = new StringBuilder();
        blocks.stream()
                .filter(block -> begin < block.line() && block.line() < end && !block.isIllustration())
                .forEach(block -> script.append(step(block, lines)));
        List<String> answers = ANSWER.matcher(String.join("\n", lines.subList(begin, end)))
                .results()
                .map(MatchResult::group)
                .toList();
        return new QuickStart(lines.get(begin - 1).replaceFirst("#+ ", ""), whole(script.toString()), answers);
    }

    private static String step(Block block, List<String> lines) {
        return switch (block.language()) {
            case "bash" -> PROGRAM.matcher(block.text()).replaceAll("$1orka");
            case "java", "json" -> "cat >%s <<'END'\n%sEND\n".formatted(fileName(block, lines), block.text());
            default -> typed(block);
        };
    }

    /** What is typed at the prompt of a host. */
    private static String typed(Block block) {
        StringBuilder script = new StringBuilder();
        for (String line : block.text().lines().toList()) {
            if (line.startsWith("orka:")) {
                script.append("orka exec -- \"")
                        .append(line.replace("\"", "\\\""))
                        .append("\"\n");
            } else if (PROGRAM.matcher(line).lookingAt()) {
                script.append(PROGRAM.matcher(line).replaceAll("$1orka")).append('\n');
            }
        }
        return script.toString();
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

    private static String whole(String steps) {
        String script = RUN.matcher(steps)
                .replaceAll(run -> Matcher.quoteReplacement(IN_BACKGROUND.replace("$0", run.group())));
        if (!script.contains("git init")) {
            script = script.replaceFirst("(?m)^(?=orka )", REPOSITORY);
        }
        if (!script.contains("git tag v0.2.0")) {
            script = script.replaceFirst("(?m)^(?=orka exec -- .orka:swap )", NEXT);
        }
        return script;
    }
}
