package io.orka.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Source files are small, and every error code is explained. */
class SourcesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void filesAreSmall() {
        Map<String, Integer> lines = new TreeMap<>();
        sources()
                .forEach(file ->
                        lines.put(ROOT.relativize(file).toString(), read(file).split("\n", -1).length - 1));
        List<Integer> sorted = lines.values().stream().sorted().toList();

        assertThat(sorted).hasSizeGreaterThan(80);
        assertThat(lines).allSatisfy((file, count) -> assertThat(count).as(file).isLessThanOrEqualTo(300));
        assertThat(sorted.get(sorted.size() / 2)).as("median").isLessThanOrEqualTo(80);
        assertThat(sorted.get(sorted.size() * 9 / 10)).as("90th percentile").isLessThanOrEqualTo(200);
    }

    @Test
    void everyErrorCodeIsExplained() {
        Set<String> thrown =
                new TreeSet<>(sources().flatMap(file -> codes(read(file))).collect(Collectors.toSet()));
        thrown.addAll(codes(read(ROOT.resolve("orka"))).toList());
        Set<String> explained =
                codes(read(ROOT.resolve("docs/errors.md"))).collect(Collectors.toCollection(TreeSet::new));

        assertThat(thrown).hasSizeGreaterThan(30);
        assertThat(explained).isEqualTo(thrown);
    }

    private static Stream<String> codes(String text) {
        return Pattern.compile("ORKA-[A-Z]+-\\d\\d")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct();
    }

    private static Stream<Path> sources() {
        List<Path> files = Stream.of("sdk-api", "api", "bundles", "launcher")
                .flatMap(SourcesTest::walk)
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> file.toString().replace('\\', '/').contains("/src/main/java/"))
                .toList();
        return files.stream();
    }

    private static Stream<Path> walk(String top) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(top))) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
