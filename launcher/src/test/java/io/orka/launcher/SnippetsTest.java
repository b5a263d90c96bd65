package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A code block below a comment with a source path occurs in that source. A line {@code …} separates pieces that are
 * compared individually. Whitespace and Javadoc are ignored.
 */
class SnippetsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void whatIsShownIsWhatIsBuilt() throws IOException {
        List<Block> snippets =
                Block.ofAll(ROOT).stream().filter(Block::isFromSource).toList();
        List<String> missing = new ArrayList<>();
        for (Block snippet : snippets) {
            Path source = ROOT.resolve(snippet.marker());
            String file = Files.isRegularFile(source) ? flat(Files.readString(source)) : "";
            Stream.of(snippet.text().split("…", -1))
                    .map(SnippetsTest::flat)
                    .filter(piece -> !file.contains(piece))
                    .forEach(piece -> missing.add(
                            snippet.place(0) + " has what " + snippet.marker() + " does not have: " + piece));
        }

        assertThat(snippets).hasSizeGreaterThanOrEqualTo(3);
        assertThat(missing).isEmpty();
    }

    private static String flat(String code) {
        return code.replaceAll("(?s)/\\*\\*.*?\\*/", "").replaceAll("\\s+", " ").strip();
    }
}
