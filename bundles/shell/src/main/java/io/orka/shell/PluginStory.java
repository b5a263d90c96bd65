package io.orka.shell;

import io.orka.identity.PluginKey;
import io.orka.plugins.Failure;
import io.orka.plugins.LogPlaces;
import io.orka.plugins.Plugins;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The history of one plugin: the build log, then output and failures in chronological order. */
final class PluginStory {

    private static final int LINES = 200;

    private final Plugins plugins;
    private final PluginKey key;
    private final LogFile build;
    private final LogFile output;
    private List<Failure> told = List.of();

    PluginStory(Plugins plugins, PluginKey key, LogPlaces places) {
        this.plugins = plugins;
        this.key = key;
        this.build = new LogFile(places.build());
        this.output = new LogFile(places.output());
    }

    /** One line. */
    private record Entry(Instant at, Tint tint, String text) {}

    /** Prints the history so far. */
    void print(Console console) {
        List<String> lines = build.tail(LINES);
        console.println(
                Tint.DIM,
                lines.isEmpty()
                        ? "No build log at " + build.file()
                        : build.file().toString());
        lines.forEach(console::println);
        List<String> said = output.tail(LINES);
        if (!said.isEmpty()) {
            console.println(Tint.DIM, output.file().toString());
        }
        print(entries(said), console);
    }

    /** Prints the new part of the history. */
    void printMore(Console console) {
        build.more().forEach(console::println);
        print(entries(output.more()), console);
    }

    private static void print(List<Entry> entries, Console console) {
        entries.forEach(entry -> console.println(entry.tint, entry.text));
    }

    private List<Entry> entries(List<String> said) {
        List<Entry> entries = new ArrayList<>();
        Instant at = Instant.EPOCH;
        for (String line : said) {
            at = time(line, at);
            entries.add(new Entry(at, Tint.PLAIN, line));
        }
        List<Failure> failures = plugins.failures(key.toString());
        for (Failure failure : failures) {
            if (!told.contains(failure)) {
                String text = failure.at() + "  " + FailureLine.of(key, failure);
                entries.add(new Entry(failure.at(), Tint.RED, text));
            }
        }
        told = failures;
        entries.sort(Comparator.comparing(Entry::at));
        return entries;
    }

    private static Instant time(String line, Instant before) {
        try {
            return Instant.parse(line.substring(0, Math.max(0, line.indexOf(' '))));
        } catch (DateTimeParseException none) {
            return before;
        }
    }
}
