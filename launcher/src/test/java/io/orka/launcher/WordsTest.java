package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guides, messages and comments use the terms of the glossary, and plain English. */
class WordsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path GLOSSARY = ROOT.resolve("docs/glossary.md");

    /** Patterns that are hard to read, each with its replacements. */
    private static final List<Plain> PATTERNS = List.of(
            new Plain("[Bb]eside\\b", "next to, with, compared with"),
            new Plain("[Nn]obody|[Ss]omebody", "name who it is"),
            new Plain("whom|[Ww]hoever", "name who it is"),
            new Plain("(?:[Gg]oes|go|[Ww]ent|[Gg]oing) on\\b", "continues"),
            new Plain("comes? back|came back", "is available again, returns"),
            new Plain("by itself", "automatically"),
            new Plain("stands? (?:there|below|above|in|beside)", "is"),
            new Plain("(?:can|could|cannot) be had", "is available"),
            new Plain("neither hears?|listens to nothing|asks nobody|says no\\b", "name what the code does"),
            new Plain("as it stands|as they stand", "unchanged"),
            new Plain("meanwhile, and|all the same", "still"),
            new Plain("colour|behaviour|honour|licence|\\w+(?:ecognis|nitialis)", "US spelling"));

    @Test
    void guidesUseTheTermsOfTheGlossary() throws IOException {
        assertThat(found(guides(), Glossary.read(GLOSSARY).replacedWords())).isEmpty();
    }

    @Test
    void sourcesUseTheTermsOfTheGlossary() throws IOException {
        assertThat(found(sources(), Glossary.read(GLOSSARY).replacedWords())).isEmpty();
    }

    @Test
    void guidesAndSourcesAreInPlainEnglish() throws IOException {
        List<Prose> all = new ArrayList<>(guides());
        all.addAll(sources());

        assertThat(PATTERNS.stream().flatMap(plain -> plain.find(all)).toList()).isEmpty();
    }

    @Test
    void wordsAreFoundInPagesAndSources(@TempDir Path directory) throws IOException {
        Path page = Files.writeString(directory.resolve("a.md"), """
                It is made
                anew. `made anew` [link](a.md#made-anew)
                ```
                made anew
                ```
                """);
        Path source = Files.writeString(directory.resolve("A.java"), """
                /** It is made
                 * anew. */
                class A { String madeAnew = "made anew"; char c = '"'; int made /* anew */; } // made anew
                """);
        Pattern words = new Glossary(List.of("recreated"), List.of("made anew")).replacedWords();

        assertThat(Prose.ofPage(page).find(words)).containsExactly("a.md:1: made anew");
        assertThat(Prose.ofSource(source).find(words))
                .containsExactly("A.java:1: made * anew", "A.java:3: made anew", "A.java:3: made anew");
    }

    @Test
    void theGlossaryIsRead() throws IOException {
        Glossary glossary = Glossary.read(GLOSSARY);

        assertThat(glossary.terms()).contains("active version", "orphaned call").hasSizeGreaterThan(40);
        assertThat(glossary.replaced()).contains("goes on serving", "of its own");
    }

    private static List<String> found(List<Prose> all, Pattern pattern) {
        return all.stream().flatMap(prose -> prose.find(pattern)).toList();
    }

    private static List<Prose> guides() throws IOException {
        List<Prose> guides = new ArrayList<>();
        for (Path page : new Pages(ROOT).files()) {
            if (!page.equals(GLOSSARY)) {
                guides.add(Prose.ofPage(page));
            }
        }
        return guides;
    }

    private static List<Prose> sources() throws IOException {
        List<Prose> sources = new ArrayList<>();
        for (String top : List.of("sdk-api", "api", "bundles", "launcher")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(top))) {
                for (Path source : files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> file.toString().contains("/src/main/java/"))
                        .toList()) {
                    sources.add(Prose.ofSource(source));
                }
            }
        }
        return sources;
    }

    /** A pattern, and the words that replace it. */
    private record Plain(Pattern pattern, String instead) {

        Plain(String words, String instead) {
            this(Pattern.compile("\\b(?:" + words.replace(" ", "[\\s*/]+") + ")"), instead);
        }

        Stream<String> find(List<Prose> all) {
            return all.stream().flatMap(prose -> prose.find(pattern)).map(place -> place + " -> " + instead);
        }
    }
}
