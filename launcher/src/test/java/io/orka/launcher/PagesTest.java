package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The links on the repository's pages lead to existing files and headings. */
class PagesTest {

    @Test
    void noLinkIsBroken() throws IOException {
        Pages pages = new Pages(Path.of("..").toAbsolutePath().normalize());

        assertThat(pages.files()).hasSizeGreaterThan(10);
        assertThat(pages.brokenLinks()).isEmpty();
    }

    @Test
    void aBrokenLinkIsFound(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("a.md"), """
                [there](b.md#the-words-of-bmd) [not there](c.md) `[code](d.md)` [no heading](b.md#words)
                [far](https://example.com/e.md) [outside](../f.md) [own](#none)
                ```bash
                bin/orka run # [no](g.md)
                ```
                """);
        Files.writeString(directory.resolve("b.md"), "# The words of `b.md`\n");

        assertThat(new Pages(directory).brokenLinks())
                .containsExactlyInAnyOrder("a.md: c.md", "a.md: b.md#words", "a.md: ../f.md", "a.md: #none");
        assertThat(Pages.commands(directory.resolve("a.md"))).containsExactly("bin/orka run");
    }
}
