package io.orka.shell;

import io.orka.durable.Freed;
import io.orka.plugins.CleanupReport;
import io.orka.plugins.Plugins;
import java.util.List;

/** {@code orka:gc}. */
record GcCommand(Plugins plugins) implements Command {

    private static final Usage USAGE = new Usage("gc", "", "Delete unused bundles and clones.")
            .note("Bundles of active versions, and those that orka:rollback needs, are kept. The command also asks the"
                    + " JVM to unload the classes of closed versions.")
            .example("orka:gc");

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
