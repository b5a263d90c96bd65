package io.orka.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.orka.identity.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page {@code docs/errors.md}, which explains every error code in a section named after the code. */
public final class ErrorPage {

    private static final String ADDRESS = "docs/errors.md#";
    private static final String PREFIX = "ORKA-";
    private static final Pattern HEADING = Pattern.compile("#+ +(ORKA-[A-Z]+-\\d+) *");
    private static final Pattern LABELED = Pattern.compile("\\*\\*([A-Za-z]+):\\*\\* +(.*)");
    private static final Pattern LINK = Pattern.compile("\\[((?:[^\\[\\]`]|`[^`]*`)+)\\]\\([^()]*\\)");
    private static final int LABEL_WIDTH = 7;

    /** The paragraphs and list items of each code's section, each in one line of markdown. */
    private final Map<String, List<String>> sections = new LinkedHashMap<>();

    private ErrorPage(String markdown) {
        List<String> blocks = new ArrayList<>();
        boolean open = false;
        for (String line : markdown.lines().toList()) {
            Matcher heading = HEADING.matcher(line);
            if (line.startsWith("#")) {
                blocks = new ArrayList<>();
                open = false;
                if (heading.matches()) {
                    sections.put(heading.group(1), blocks);
                }
            } else if (line.isBlank()) {
                open = false;
            } else if (open && !line.startsWith("- ")) {
                int last = blocks.size() - 1;
                blocks.set(last, blocks.get(last) + " " + line.strip());
            } else {
                blocks.add(line.strip());
                open = true;
            }
        }
    }

    static ErrorPage of(String markdown) {
        return new ErrorPage(markdown);
    }

    /** Loads the page at the first use. */
    private static final class Resource {

        static final ErrorPage PAGE = load();

        private static ErrorPage load() {
            try (InputStream page = requireNonNull(
                    ErrorPage.class.getResourceAsStream("errors.md"), "errors.md is missing from Orka's jar file")) {
                return of(new String(page.readAllBytes(), UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Returns the page of this version of Orka.
     *
     * @return the shared instance
     */
    public static ErrorPage carried() {
        return Resource.PAGE;
    }

    /**
     * Returns whether a text looks like an error code.
     *
     * @param text the text that a user typed
     * @return whether the text begins like error codes, in upper or lower case
     */
    public static boolean isCode(String text) {
        return text.toUpperCase(Locale.ROOT).startsWith(PREFIX);
    }

    /** Returns all codes that have a section. */
    Set<String> codes() {
        return sections.keySet();
    }

    /**
     * Returns the section of one code as plain text.
     *
     * @param typed the code, in upper or lower case
     * @param width columns that lines should fit in; 0 for one line per paragraph
     * @return the lines of the section
     * @throws ShellFailure when the page contains no such section
     */
    public List<String> lines(String typed, int width) {
        String code = typed.toUpperCase(Locale.ROOT);
        List<String> blocks = sections.get(code);
        if (blocks == null) {
            throw unknown(typed, code);
        }
        List<String> lines = new ArrayList<>(List.of(code));
        boolean item = false;
        for (String block : blocks) {
            boolean next = block.startsWith("- ");
            if (!(item && next)) {
                lines.add("");
            }
            lines.addAll(next ? item(block.substring(2), width) : Wrapped.lines(plain(block), width, "", ""));
            item = next;
        }
        lines.add("");
        lines.add(ADDRESS + code.toLowerCase(Locale.ROOT));
        return lines;
    }

    private static List<String> item(String markdown, int width) {
        Matcher labeled = LABELED.matcher(markdown);
        if (!labeled.matches()) {
            return Wrapped.lines(plain(markdown), width, "- ", "  ");
        }
        String label = labeled.group(1) + ":";
        return Wrapped.lines(
                plain(labeled.group(2)),
                width,
                label + " ".repeat(Math.max(1, LABEL_WIDTH - label.length())),
                " ".repeat(LABEL_WIDTH));
    }

    /** Removes links, backquotes and bold type; the text between backquotes stays unchanged. */
    private static String plain(String markdown) {
        StringBuilder text = new StringBuilder();
        String[] parts = LINK.matcher(markdown).replaceAll("$1").split("`", -1);
        for (int i = 0; i < parts.length; i++) {
            text.append(i % 2 == 0 ? parts[i].replace("**", "") : parts[i]);
        }
        return text.toString();
    }

    private ShellFailure unknown(String typed, String code) {
        List<String> rest =
                codes().stream().map(known -> known.substring(PREFIX.length())).toList();
        return new ShellFailure(
                "ORKA-SHELL-02",
                "unknown error code '" + typed + "'",
                NearestName.of(code.substring(Math.min(PREFIX.length(), code.length())), rest)
                        .map(near -> "Did you mean '" + PREFIX + near + "'?")
                        .orElse("See docs/errors.md for the list."));
    }
}
