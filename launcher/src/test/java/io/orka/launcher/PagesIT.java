package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the archive refer to existing files. */
class PagesIT {

    private static Path distribution;

    @BeforeAll
    static void unpack(@TempDir Path directory) throws Exception {
        distribution = Archive.unpack(directory);
    }

    @Test
    void noLinkIsBroken() throws IOException {
        Pages pages = new Pages(distribution);

        assertThat(pages.files()).hasSizeGreaterThan(8);
        assertThat(pages.brokenLinks()).isEmpty();
    }

    @Test
    void theReadmeLeadsToEachPageOfTheDocumentation() throws IOException {
        List<String> links = Pages.links(distribution.resolve("README.md"));

        assertThat(new Pages(distribution.resolve("docs")).files())
                .hasSizeGreaterThan(5)
                .allSatisfy(page ->
                        assertThat(links).contains(distribution.relativize(page).toString()));
    }

    @Test
    void commandsOfTheReadmeNameFilesThatAreThere() throws IOException {
        List<Path> named = new ArrayList<>();
        for (String line : Pages.commands(distribution.resolve("README.md"))) {
            Path here = distribution;
            for (String command : line.replaceAll("[()']", "").split(" *&& *", -1)) {
                String[] words = command.strip().split("[ :]+", -1);
                for (String word : words) {
                    if (word.matches("[a-z.]+/.*")) {
                        // Build output exists only after a build, so only its project is checked.
                        named.add(here.resolve(word.replaceFirst("/(target/.*|\\*)$", "")));
                    }
                }
                here = words[0].equals("cd") ? here.resolve(words[1]) : here;
            }
        }
        assertThat(named)
                .hasSizeGreaterThan(6)
                .allSatisfy(file -> assertThat(file).exists());
    }
}
