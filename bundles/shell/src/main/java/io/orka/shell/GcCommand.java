package io.orka.shell;

import io.orka.durable.Freed;
import io.orka.plugins.CleanupReport;
import io.orka.plugins.Plugins;
import java.util.List;

/** {@code orka:gc}. */
record GcCommand(Plugins plugins) implements Command {

    private static final Usage USAGE = new Usage(
            "gc",
            "",
            "Deletes bundles and clones that nobody needs; what serves, and the way back from it, stays.",
            "orka:gc");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Console console, List<String> words) {
        Words.exactly(0, USAGE, words);
        CleanupReport report = plugins.tidy();
        console.println("bundles  " + freed(report.bundles()));
        console.println("clones   " + freed(report.clones()));
    }

    private static String freed(Freed freed) {
        return freed.count() + " deleted, " + Sizes.of(freed.bytes()) + " freed";
    }
}
