package io.orka.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Checks scripts and shell sessions on pages: their syntax, and the existence of Orka's commands and options. */
final class CommandBlocks {

    private static final Pattern TYPED = Pattern.compile("(orka:\\S|(\\S*/)?orka [a-z]).*");
    private static final Pattern INLINE = Pattern.compile("`(orka(?::| )[a-z][^`]*)`");
    private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```");

    private final CommandTable table;

    CommandBlocks(CommandTable table) {
        this.table = table;
    }

    List<String> complaintsOfScript(Block block) throws IOException, InterruptedException {
        List<String> complaints = new ArrayList<>();
        Process bash =
                new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        bash.getOutputStream().write(block.text().getBytes(UTF_8));
        bash.getOutputStream().close();
        String said = new String(bash.getInputStream().readAllBytes(), UTF_8);
        if (bash.waitFor() != 0) {
            complaints.add("it is no script: " + said.strip());
        }
        complaints.addAll(complaintsOfScript(block.text()));
        return complaints;
    }

    /** Returns the errors in a session. Lines that begin with a command are input; the others are output. */
    List<String> complaintsOfSession(Block block) {
        List<String> typed = block.text()
                .lines()
                .filter(line -> TYPED.matcher(line).matches())
                .toList();
        if (typed.isEmpty()) {
            return List.of("no line of it begins with 'orka:' or 'orka '; mark it with <!-- illustration -->");
        }
        return typed.stream().flatMap(line -> typed(line, true).stream()).toList();
    }

    /** Returns the errors in commands within a page's prose. These commands may be incomplete. */
    List<String> complaintsOfProse(String page, String text) {
        String prose = CODE.matcher(text).replaceAll(code -> code.group().replaceAll("[^\n]", ""));
        List<String> complaints = new ArrayList<>();
        INLINE.matcher(prose).results().forEach(code -> {
            String line = code.group(1).replace('\n', ' ').replace("\\|", " ");
            if (!line.contains("…") && !line.contains("*")) {
                long number = prose.substring(0, code.start()).lines().count();
                typed(line, false).forEach(complaint -> complaints.add(page + ":" + number + ": " + complaint));
            }
        });
        return complaints;
    }

    private List<String> typed(String line, boolean whole) {
        return line.startsWith("orka:") ? table.complaintsOfShell(line, whole) : complaintsOfScript(line);
    }

    private List<String> complaintsOfScript(String script) {
        List<String> complaints = new ArrayList<>();
        for (List<String> words : ScriptWords.commands(script)) {
            List<String> program = ScriptWords.program(words);
            if (!program.isEmpty() && program.get(0).matches("(.*/)?orka")) {
                complaints.addAll(table.complaintsOfProgram(program));
            } else if (!program.isEmpty() && program.get(0).startsWith("orka:")) {
                complaints.add("'" + program.get(0) + "' is a command of Orka's shell; its block is 'text'");
            }
        }
        return complaints;
    }
}
