package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code blocks on pages are correct: they parse, compile, or use existing commands. */
class BlocksTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private static Path directory;

    private static StoryHost host;
    private static CommandTable table;
    private static BlockRules rules;

    @BeforeAll
    static void start() throws IOException {
        host = new StoryHost(directory);
        host.start();
        table = new CommandTable(host::shell);
        rules = new BlockRules(Files.createDirectories(directory.resolve("files")), table);
    }

    @AfterAll
    static void close() {
        host.close();
    }

    @Test
    void everyBlockIsRight() throws Exception {
        List<String> complaints = new ArrayList<>();
        List<Block> blocks = Block.ofAll(ROOT);
        for (Block block : blocks) {
            complaints.addAll(rules.complaints(block));
        }

        assertThat(blocks).hasSizeGreaterThan(20);
        assertThat(complaints).isEmpty();
    }

    @Test
    void commandsInProseExist() throws IOException {
        List<String> complaints = new ArrayList<>();
        for (Path page : Block.pages(ROOT)) {
            complaints.addAll(
                    rules.commands().complaintsOfProse(ROOT.relativize(page).toString(), Files.readString(page)));
        }

        assertThat(complaints).isEmpty();
    }

    @Test
    void theReferenceOfCommandsHasEachOnce() throws IOException {
        List<String> headings = Files.readAllLines(ROOT.resolve("docs/commands.md")).stream()
                .filter(line -> line.matches("### orka[: ].*"))
                .map(line -> line.substring("### ".length()))
                .toList();

        assertThat(headings)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(table.programCommands().stream(), table.shellCommands().stream())
                                .toList());
    }

    @ParameterizedTest
    @MethodSource
    void aMistakeIsFound(Block wrong) throws Exception {
        assertThat(rules.complaints(wrong)).isNotEmpty().allMatch(complaint -> complaint.startsWith("page.md:7 ("));
    }

    static Stream<Block> aMistakeIsFound() {
        return Stream.of(
                block("", "some words\n"),
                block("text", "some words\n"),
                block("text", "orka:swop hello v0.2.0\n"),
                block("text", "orka:swap hello\n"),
                block("text", "orka:list --every\n"),
                block("bash", "if true\n"),
                block("bash", "bin/orka runs\n"),
                block("bash", "sudo -u orka /opt/orka/bin/orka run --hoem /var/lib/orka # wrong\n"),
                block("bash", "orka exec --registry plugins.json -- 'orka:list' \\\n  'orka:swop hello v0.2.0'\n"),
                block("bash", "orka:list\n"),
                block("json", "{ \"name\": \"hello\", }\n"),
                block("json", "[ { \"name\": \"hello\", \"repo\": \"/srv/hello\" } ]\n"),
                block("json", "[ { \"name\": \"a\", \"repo\": \"/a\", \"service\": \"A\", \"verison\": \"v1\" } ]\n"),
                block("json", "{ \"name\": \"hello\", \"methods\": { \"Say\": { \"args\": 1 } } }\n"),
                block("json", "{ \"git\": { \"deadlin\": \"5m\" } }\n"),
                block("java", "call();\n"),
                block("java", "class Hello { io.orka.sdk.Requests requests; }\n"),
                block("xml", "<a></b>\n"),
                block("ini", "key=value\n"),
                block("properties", "words without a value\n"),
                block("yaml", "key: value\n"));
    }

    @Test
    void whatIsRightIsNoMistake() throws Exception {
        for (Block right : List.of(
                block("text", "orka:call hello HelloWorld name='Ada Lovelace'\n{\"success\":true}\n"),
                block("bash", "answer=$(orka exec --home \"$work/home\" -- 'orka:list --all' | tail -n 1)\n"),
                block("bash", "cat >x <<'END'\norka:nonsense\nEND\norka status --json\n"),
                block("json", "{ \"success\": true }\n"),
                block("java", "public record Hello(io.orka.sdk.Request request) {}\n"),
                block("xml", "<a/>\n<b/>\n"),
                block("ini", "[Unit]\nDescription=Orka\n"),
                block("properties", "github.com.token=env:TOKEN\n"),
                new Block("page.md", 7, "java", "illustration", "call(…);\n"))) {
            assertThat(rules.complaints(right)).isEmpty();
        }
    }

    private static Block block(String language, String text) {
        return new Block("page.md", 7, language, "", text);
    }
}
