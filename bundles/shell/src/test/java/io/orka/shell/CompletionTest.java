package io.orka.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.gogo.jline.Parser;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.jline.reader.Candidate;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Parser.ParseContext;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {

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

    private static List<String> complete(String line) throws Exception {
        CommandProcessor processor =
                shell.context().getService(shell.context().getServiceReference(CommandProcessor.class));
        List<Candidate> candidates = new ArrayList<>();
        try (CommandSession session = processor.createSession(
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream());
                Terminal terminal = new DumbTerminal(
                        "test",
                        "dumb",
                        new ByteArrayInputStream(new byte[0]),
                        OutputStream.nullOutputStream(),
                        UTF_8)) {
            List<Command> commands = OrkaCommands.of(
                    shell.context(),
                    RunningShell.IDENTITY,
                    shell.plugins,
                    shell.engine,
                    shell.settings,
                    Clock.systemUTC(),
                    name -> "");
            new Completion(session, shell.plugins, shell.engine, commands)
                    .complete(
                            LineReaderBuilder.builder().terminal(terminal).build(),
                            new Parser().parse(line, line.length(), ParseContext.COMPLETE),
                            candidates);
        }
        return candidates.stream().map(Candidate::value).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "orka:info ~hello,hello@v0.1.0,hello@v0.2.0,telegram,telegram@v0.1.0",
                "info hello ~--json",
                "remove ~hello@v0.1.0,hello@v0.2.0,telegram@v0.1.0",
                "rollback ~hello,telegram",
                "swap hello ~v0.1.0,v0.2.0",
                "swap hello@v0.1.0 v~v0.1.0,v0.2.0",
                "call hello Send ~to=,--args",
                "call hello Send x=1 ~to=,--args",
                "list ~--all,--json",
                "apply ~--confirm",
                "list | call hello Send ~to=,--args",
            })
    void offers(String line, String expected) throws Exception {
        assertThat(complete(line)).containsExactlyInAnyOrder(expected.split(","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"call nobody ~", "add ~", "rollback hello ~", "nonsense ~"})
    void offersNothing(String line, String nothing) throws Exception {
        assertThat(complete(line)).isEmpty();
    }

    @Test
    void offersMethodsAndCommands() throws Exception {
        assertThat(complete("call hello ")).contains("HelloWorld", "Send");
        assertThat(complete("or")).contains("orka:list", "list", "exit", "felix:lb");
        assertThat(complete("help ")).contains("swap");
    }

    @Test
    void offersErrorCodes() throws Exception {
        assertThat(complete("help ORKA-"))
                .isNotEmpty()
                .containsAll(ErrorPage.carried().codes());
        assertThat(complete("help ")).noneMatch(ErrorPage::isCode);
    }
}
