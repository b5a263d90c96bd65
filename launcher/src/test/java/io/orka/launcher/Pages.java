package io.orka.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Markdown pages below a directory.
 *
 * @param top the directory of a distribution or a repository: a link must not leave it
 */
record Pages(Path top) {

    static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]+`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");

    /** Returns all pages except build output and the distribution's own pages. */
    List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            return all.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.of("target", "dist")
                            .noneMatch(name -> top.relativize(file).toString().contains("/" + name + "/")))
                    .toList();
        }
    }

    /** Returns the links to missing files or headings, each with its page. */
    List<String> brokenLinks() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : files()) {
            for (String link : links(page)) {
                if (!leadsSomewhere(page, link)) {
                    broken.add(top.relativize(page) + ": " + link);
                }
            }
        }
        return broken;
    }

    /** Returns the links of a page that have no scheme. */
    static List<String> links(Path page) throws IOException {
        return LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll(""))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .toList();
    }

    private boolean leadsSomewhere(Path page, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return target.startsWith(top)
                && Files.exists(target)
                && (parts.length == 1 || headings(target).contains(parts[1]));
    }

    private static List<String> headings(Path page) throws IOException {
        return HEADING.matcher(FENCE.matcher(Files.readString(page)).replaceAll(""))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    /** Returns the lines of a page's shell blocks, without comments. */
    static List<String> commands(Path page) throws IOException {
        return Pattern.compile("(?ms)^```bash\n(.*?)^```")
                .matcher(Files.readString(page))
                .results()
                .map(block -> block.group(1))
                .flatMap(String::lines)
                .map(line -> line.replaceFirst("(^| +)#.*", ""))
                .filter(line -> !line.isBlank())
                .toList();
    }
}
