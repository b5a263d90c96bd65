package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Code in the documents that says which file it is from is in that file: below a comment with the path, piece by piece
 * where a line {@code …} leaves something out. Whitespace and comments of the file do not count.
 */
class SnippetsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SNIPPET =
            Pattern.compile("<!-- (\\S+\\.java) -->\\n```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void whatIsShownIsWhatIsBuilt() throws IOException {
        List<MatchResult> snippets = SNIPPET.matcher(Files.readString(ROOT.resolve("docs/engine-developers.md")))
                .results()
                .toList();

        assertThat(snippets).hasSizeGreaterThanOrEqualTo(3);
        for (MatchResult snippet : snippets) {
            String file = flat(Files.readString(ROOT.resolve(snippet.group(1))));
            assertThat(Stream.of(snippet.group(2).split("…", -1)).map(SnippetsTest::flat))
                    .as(snippet.group(1))
                    .allSatisfy(piece -> assertThat(file).contains(piece));
        }
    }

    private static String flat(String code) {
        return code.replaceAll("(?s)/\\*\\*.*?\\*/", "").replaceAll("\\s+", " ").strip();
    }
}
