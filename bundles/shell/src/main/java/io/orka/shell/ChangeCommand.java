package io.orka.shell;

import io.orka.plugins.Plugins;
import io.orka.plugins.Report;
import java.util.List;
import java.util.function.Function;

/** A command that changes what runs, shows its progress and reports what it did. */
final class ChangeCommand implements Command {

    private final Plugins plugins;
    private final Usage usage;
    private final List<Slot> slots;
    private final Function<Words, Report> change;

    /**
     * Creates one.
     *
     * @param slots its arguments, all required
     * @param change does it, given as many plain words as there are slots
     */
    ChangeCommand(Plugins plugins, Usage usage, List<Slot> slots, Function<Words, Report> change) {
        this.plugins = plugins;
        this.usage = usage;
        this.slots = List.copyOf(slots);
        this.change = change;
    }

    @Override
    public Usage usage() {
        return usage;
    }

    @Override
    public List<Slot> slots() {
        return slots;
    }

    @Override
    public void run(Console console, List<String> words) throws Exception {
        Words read = Words.exactly(slots.size(), usage, words);
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
