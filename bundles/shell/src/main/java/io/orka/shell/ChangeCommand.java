package io.orka.shell;

import io.orka.plugins.Plugins;
import io.orka.plugins.Report;
import java.util.List;
import java.util.function.Function;

/**
 * A command that changes what runs, shows its progress and reports what it did.
 *
 * @param plugins whose progress is shown
 * @param usage with one slot for each argument, all required
 * @param change does it, given as many plain words as there are slots
 */
record ChangeCommand(Plugins plugins, Usage usage, Function<Words, Report> change) implements Command {

    @Override
    public void run(Console console, List<String> words) throws Exception {
        Words read = Words.exactly(usage.slots().size(), usage, words);
        Report report = console.colour() ? changeWithProgress(console, read) : change.apply(read);
        ReportWords.print(report, console);
        if (!report.ok()) {
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
