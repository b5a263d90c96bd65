package io.orka.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.registry.HostSettings;
import io.orka.registry.SettingsFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code orka:help} explains commands and error codes. */
class HelpTest {

    /** An argument or option in a synopsis. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z]\\w*=\\w+|-[-\\w]+|[A-Z]+");

    @TempDir
    static Path directory;

    private static RunningShell shell;

    @BeforeAll
    static void start() throws Exception {
        shell = new RunningShell(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        shell.stop();
    }

    static List<Usage> usages() {
        HostSettings settings =
                new SettingsFile(directory.resolve("none.json"), directory.resolve("last"), Map.of()).read();
        return OrkaCommands.of(
                        shell.context(),
                        RunningShell.IDENTITY,
                        shell.plugins,
                        shell.engine,
                        settings,
                        Clock.systemUTC(),
                        name -> "")
                .stream()
                .map(Command::usage)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("usages")
    void explainsEveryArgumentAndHasExamples(Usage usage) {
        List<String> explained =
                usage.help().arguments().stream().map(Usage.Argument::word).toList();
        assertThat(WORD.matcher(usage.arguments()).results().map(match -> match.group()))
                .allMatch(word -> explained.stream().anyMatch(known -> known.contains(word)));
        assertThat(usage.help().examples())
                .hasSizeBetween(1, 2)
                .allMatch(example ->
                        example.equals("orka:" + usage.name()) || example.startsWith("orka:" + usage.name() + " "));
        assertThat(usage.sentence()).matches("[A-Z][a-z]*[^s] .*\\.");
    }

    @ParameterizedTest
    @MethodSource("usages")
    void printsSynopsisDescriptionArgumentsAndExamples(Usage usage) {
        for (String name : List.of(usage.name(), "orka:" + usage.name())) {
            String help = shell.run("help " + name).out();
            assertThat(help)
                    .startsWith(usage.line() + "\n\n" + usage.sentence() + "\n")
                    .satisfies(text -> usage.help()
                            .notes()
                            .forEach(note -> assertThat(text).contains("\n" + note + "\n")))
                    .containsPattern("\nExamples?:\n  orka:" + usage.name());
            usage.help()
                    .arguments()
                    .forEach(argument -> assertThat(help)
                            .containsPattern("\n  " + Pattern.quote(argument.word()) + " +"
                                    + Pattern.quote(argument.meaning()) + "\n"));
        }
    }

    @Test
    void listsEveryCommand() {
        List<String> lines = shell.run("orka:help").out().lines().toList();

        assertThat(lines.get(0)).matches("COMMAND +DESCRIPTION");
        assertThat(lines).hasSize(usages().size() + 2);
        usages().forEach(usage -> assertThat(lines)
                .anyMatch(line -> line.matches("orka:" + usage.name() + " +" + Pattern.quote(usage.sentence()))));
        assertThat(lines.get(lines.size() - 1)).contains("orka:help COMMAND", "orka:help CODE", "felix:help");
    }

    @Test
    void fitsTheTerminal() {
        assertThat(shell.run(60, false, "help swap", "help log", "help services")
                        .out()
                        .lines())
                .allMatch(line -> line.length() <= 60 || line.startsWith("orka:") || line.startsWith("  orka:"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "orka:bogus, Run 'orka:help' for the list.",
                "bogus, Run 'orka:help' for the list.",
                "orka:lsit, Did you mean 'orka:list'?",
                "orak:list, Did you mean 'orka:list'?",
                "felix:bl, Did you mean 'felix:lb'?",
                "rolback, Did you mean 'rollback'?",
                "help rolback, Did you mean 'orka:rollback'?",
                "help orka:bogus, Run 'orka:help' for the list.",
            })
    void suggestsOnlyWhatIsClose(String typed, String remedy) {
        String name = typed.startsWith("help ") ? typed.substring("help ".length()) : typed;

        assertThat(shell.run(typed).err()).isEqualTo("ORKA-SHELL-02: unknown command '" + name + "'. " + remedy + "\n");
    }

    @Test
    void explainsErrorCodes() {
        ErrorPage page = ErrorPage.carried();
        assertThat(page.codes()).isNotEmpty();
        for (String code : page.codes()) {
            assertThat(shell.run("help " + code).out().lines().toList()).isEqualTo(page.lines(code, 0));
        }
        assertThat(shell.run("help ORKA-NONE-99").err()).startsWith("ORKA-SHELL-02: unknown error code 'ORKA-NONE-99'");
    }

    @Test
    void whyNamesTheHelpOfTheCode() {
        List<String> lines = Arrays.asList(shell.run("why telegram").out().split("\n", -1));

        assertThat(lines).endsWith("More: orka:help ORKA-BUILD-03", "");
    }
}
