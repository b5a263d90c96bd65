package io.orka.launcher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The commands of the program {@code orka} and of a host's shell. */
final class CommandTable {

    private static final Pattern OPTIONAL = Pattern.compile("\\[[^\\]]*]");
    private static final Pattern OPTION = Pattern.compile("--?[a-z][a-z-]*");

    private final CommandLine program = new CommandLine(Commands.class);
    private final UnaryOperator<String> shell;
    private final Map<String, Optional<String>> usages = new HashMap<>();

    /**
     * Creates the table from the commands of a host's shell.
     *
     * @param shell runs one command; the output of a failed command begins with {@code FAILED}
     */
    CommandTable(UnaryOperator<String> shell) {
        this.shell = shell;
    }

    /** Returns the names of Orka's shell commands, such as {@code orka:list}. */
    List<String> shellCommands() {
        return Pattern.compile("(?m)^orka:\\w+")
                .matcher(shell.apply("orka:help"))
                .results()
                .map(name -> name.group())
                .toList();
    }

    /** Returns the names of the program's commands, such as {@code orka run}. */
    List<String> programCommands() {
        return program.getSubcommands().keySet().stream()
                .map(name -> "orka " + name)
                .toList();
    }

    /** Returns the errors in one line of the shell. */
    List<String> complaintsOfShell(String line, boolean whole) {
        return ScriptWords.commands(line).stream()
                .flatMap(words -> shellComplaint(words, whole))
                .toList();
    }

    /** Returns the errors in a command whose first word is {@code orka} or the program's path. */
    List<String> complaintsOfProgram(List<String> words) {
        String name = words.size() < 2 ? "" : words.get(1);
        if (name.startsWith("-")) {
            return unknownOption(program.getCommandSpec(), name).stream().toList();
        }
        CommandLine command = program.getSubcommands().get(name);
        if (command == null) {
            return List.of("there is no command 'orka " + name + "'");
        }
        List<String> complaints = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        boolean options = true;
        for (int i = 2; i < words.size(); i++) {
            String word = plain(words.get(i));
            OptionSpec option = command.getCommandSpec().findOption(word.replaceFirst("=.*", ""));
            if (options && word.equals("--")) {
                options = false;
            } else if (options && word.startsWith("-")) {
                unknownOption(command.getCommandSpec(), word).ifPresent(complaints::add);
                i += option != null && option.arity().max() > 0 && !word.contains("=") ? 1 : 0;
            } else {
                plain.add(words.get(i));
            }
        }
        if (name.equals("exec")) {
            plain.forEach(line -> complaints.addAll(complaintsOfShell(line, true)));
        }
        return complaints;
    }

    private static Optional<String> unknownOption(CommandSpec command, String word) {
        return command.findOption(word.replaceFirst("=.*", "")) == null
                ? Optional.of("'" + command.qualifiedName() + "' has no option " + word)
                : Optional.empty();
    }

    private Stream<String> shellComplaint(List<String> words, boolean whole) {
        String typed = words.get(0);
        if (typed.matches("[A-Z.\\[\\]]+") || (typed.contains(":") && !typed.startsWith("orka:"))) {
            return Stream.empty(); // a placeholder, or a command of Felix or an engine bundle
        }
        String usage = usages.computeIfAbsent(typed, this::usage).orElse(null);
        if (usage == null) {
            return Stream.of("there is no command '" + typed + "' in the shell");
        }
        return usage.startsWith("orka:") ? wrongWords(words, usage, whole).stream() : Stream.empty();
    }

    private Optional<String> usage(String name) {
        String help = shell.apply("orka:help " + name);
        return help.startsWith("FAILED") ? Optional.empty() : help.lines().findFirst();
    }

    private static List<String> wrongWords(List<String> words, String usage, boolean whole) {
        List<String> known =
                OPTION.matcher(usage).results().map(option -> option.group()).toList();
        List<String> complaints = new ArrayList<>();
        int plain = -1; // does not count the command itself
        for (String word : words) {
            String bare = plain(word);
            if (OPTION.matcher(bare).matches() && !known.contains(bare)) {
                complaints.add("there is no " + bare + " in: " + usage);
            }
            plain += bare.startsWith("--") ? 0 : 1;
        }
        if (whole && plain < needed(usage)) {
            complaints.add("there are too few arguments for: " + usage);
        }
        return complaints;
    }

    /** Returns how many arguments a command requires, in the shorter of its two forms. */
    private static int needed(String usage) {
        String must = OPTIONAL.matcher(usage).replaceAll("");
        return Stream.of(must.substring(must.indexOf(' ') + 1).split("\\|", -1))
                .mapToInt(form -> form.isBlank() || form.startsWith("orka:")
                        ? 0
                        : form.strip().split(" +", -1).length)
                .min()
                .orElse(0);
    }

    /** Removes the brackets of a usage from a word. */
    private static String plain(String word) {
        return word.replaceAll("[\\[\\]]", "");
    }
}
