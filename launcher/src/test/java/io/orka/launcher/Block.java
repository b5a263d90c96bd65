package io.orka.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fenced code block of a Markdown page.
 *
 * @param page the page's path in the repository
 * @param line the line of the opening fence, counted from 1
 * @param language the language after the fence; empty if there is none
 * @param marker the comment on the line before, such as {@code illustration} or a path; empty if there is none
 * @param text the content, without the indentation of the fence
 */
record Block(String page, int line, String language, String marker, String text) {

    private static final Pattern FENCE = Pattern.compile("( *)```(.*)");
    private static final Pattern MARKER = Pattern.compile(" *<!-- (\\S+) --> *");

    /** Returns the blocks of all pages of the documentation. */
    static List<Block> ofAll(Path root) throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Path page : pages(root)) {
            blocks.addAll(of(root, page));
        }
        return blocks;
    }

    static List<Path> pages(Path root) throws IOException {
        try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "launcher/src/dist/README.md")
                                    .map(root::resolve),
                            docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .toList();
        }
    }

    static List<Block> of(Path root, Path page) throws IOException {
        String name = root.relativize(page).toString();
        List<String> lines = Files.readAllLines(page);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int begin = i + 1;
                int end = begin;
                while (end < lines.size() && !lines.get(end).strip().equals("```")) {
                    end++;
                }
                String text = lines.subList(begin, end).stream()
                        .map(line -> line.replaceFirst("^" + fence.group(1), "") + "\n")
                        .collect(Collectors.joining());
                Matcher marker = MARKER.matcher(i == 0 ? "" : lines.get(i - 1));
                blocks.add(
                        new Block(name, begin, fence.group(2).strip(), marker.matches() ? marker.group(1) : "", text));
                i = end;
            }
        }
        return blocks;
    }

    /** Returns whether the block is only an illustration. */
    boolean isIllustration() {
        return marker.equals("illustration");
    }

    /** Returns whether the marker names the block's source file. */
    boolean isFromSource() {
        return !marker.isEmpty() && !isIllustration();
    }

    /** Returns the page and its line for a line of the block. */
    String place(long lineOfText) {
        return page + ":" + (line + lineOfText);
    }
}
