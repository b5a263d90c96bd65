package io.orka.checkout.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads configuration files for one host, and collects the lines that apply, in order. Evaluates {@code Include},
 * {@code Host} and {@code Match}, since JGit's parser does not support {@code Include} and {@code Match}.
 */
final class ConfigPass {

    private static final int DEEPEST = 16;

    /** Unsupported keywords that change the route or the authentication of a connection. */
    private static final Set<String> UNSUPPORTED = Set.of(
            "bindaddress",
            "bindinterface",
            "canonicalizehostname",
            "knownhostscommand",
            "pkcs11provider",
            "proxyusefdpass",
            "smartcarddevice");

    private final Path home;
    private final MatchLine match;
    private final PassedOver passedOver;
    private final List<String> lines = new ArrayList<>();
    private boolean proxied;

    /**
     * Creates an instance for one connection.
     *
     * @param home the directory for {@code ~}
     * @param match the connection, against which lines are tested
     * @param passedOver receives unsupported settings
     */
    ConfigPass(Path home, MatchLine match, PassedOver passedOver) {
        this.home = home;
        this.match = match;
        this.passedOver = passedOver;
    }

    /** Reads a file, if it exists. */
    void read(Path file, Path directory) {
        read(file, directory, true, 0);
    }

    /** Returns the lines that apply. */
    List<String> lines() {
        return lines;
    }

    private void read(Path file, Path directory, boolean wanted, int depth) {
        List<String> all;
        try {
            all = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException none) {
            return; // ssh does the same
        }
        boolean active = wanted;
        int number = 0;
        for (String line : all) {
            number++;
            ConfigWords words = ConfigWords.of(line);
            String place = file + ":" + number;
            switch (words.keyword()) {
                case "" -> {}
                case "host" -> active = wanted && match.original(words.arguments());
                case "match" -> active = wanted && match.test(words.arguments(), place, passedOver);
                case "include" -> include(words.arguments(), directory, active, depth, place);
                default -> {
                    if (active) {
                        take(words, line, place);
                    }
                }
            }
        }
    }

    private void take(ConfigWords words, String line, String place) {
        switch (words.keyword()) {
            case "hostname" -> match.hostName(words.value());
            case "user" -> match.user(words.value());
            case "proxyjump", "proxycommand" -> {
                // The first ProxyJump or ProxyCommand applies, even if its value is "none".
                if (proxied) {
                    return;
                }
                proxied = true;
                if (words.value().equalsIgnoreCase("none")) {
                    return;
                }
                if (words.keyword().equals("proxycommand")) {
                    passedOver.refuse("ProxyCommand", place);
                    return;
                }
            }
            default -> {
                if (UNSUPPORTED.contains(words.keyword())) {
                    if (!Set.of("no", "none").contains(words.value())) {
                        passedOver.add(line.strip().split("[\\s=]", 2)[0] + " at " + place + " is not supported");
                    }
                    return;
                }
            }
        }
        lines.add(line);
    }

    private void include(List<String> patterns, Path directory, boolean active, int depth, String place) {
        if (depth >= DEEPEST) {
            passedOver.add("Include at " + place + " is nested too deeply");
            return;
        }
        for (String pattern : patterns) {
            try {
                String path = pattern.startsWith("~/")
                        ? home.resolve(pattern.substring(2)).toString()
                        : pattern;
                files(directory.resolve(path)).forEach(file -> read(file, directory, active, depth + 1));
            } catch (InvalidPathException | IOException unreadable) {
                passedOver.add("Include at " + place + " cannot be read");
            }
        }
    }

    /** Returns the files that match a pattern, sorted by name. Each name in the path may have wildcards. */
    private static List<Path> files(Path pattern) throws IOException {
        List<Path> found = List.of(pattern.getRoot());
        for (Path part : pattern) {
            List<Path> next = new ArrayList<>();
            for (Path directory : found) {
                if (part.toString().matches(".*[*?\\[].*")) {
                    if (Files.isDirectory(directory)) {
                        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, part.toString())) {
                            entries.forEach(entry -> {
                                if (!entry.getFileName().toString().startsWith(".")) {
                                    next.add(entry);
                                }
                            });
                        }
                    }
                } else {
                    next.add(directory.resolve(part));
                }
            }
            found = next.stream().sorted().toList();
        }
        return found.stream().filter(Files::isRegularFile).toList();
    }
}
