package io.orka.shell;

import static java.util.Objects.requireNonNull;

import io.orka.plugins.Plugins;
import io.orka.plugins.Report;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A command that changes the registry or the running plugins, shows its progress and reports its results.
 *
 * @param plugins the plugins whose progress is shown
 * @param usage the usage, with one slot for each argument; all arguments are required
 * @param change makes the change; gets one plain word for each slot
 * @param advice the text to print after a report with failures
 */
record ChangeCommand(
        Plugins plugins,
        Usage usage,
        Function<Words, Report> change,
        BiFunction<Words, Report, Optional<String>> advice)
        implements Command {

    ChangeCommand {
        requireNonNull(plugins, "plugins is null");
        requireNonNull(usage, "usage is null");
        requireNonNull(change, "change is null");
        requireNonNull(advice, "advice is null");
    }

    ChangeCommand(Plugins plugins, Usage usage, Function<Words, Report> change) {
        this(plugins, usage, change, (words, report) -> Optional.empty());
    }

    @Override
    public void run(Console console, List<String> words) throws Exception {
        Words read = Words.exactly(usage.slots().size(), usage, words);
        Report report = console.color() ? changeWithProgress(console, read) : change.apply(read);
        ReportWords.print(report, console);
        if (!report.ok()) {
            advice.apply(read, report).ifPresent(console::println);
            throw new CommandFailed();
        }
    }

    private Report changeWithProgress(Console console, Words read) throws Exception {
        try (ProgressPrinter progress = new ProgressPrinter(console.out(), true, console.width())) {
            AutoCloseable listening = plugins.listen(progress);
            try {
                return change.apply(read);
            } finally {
                listening.close();
            }
        }
    }
}
