package io.orka.shell;

import io.orka.durable.Freed;
import io.orka.plugins.CleanupReport;
import io.orka.plugins.Plugins;
import java.util.List;

/** {@code orka:gc}. */
final class GcCommand implements Command {

    private static final Usage USAGE = new Usage(
            "gc",
            "",
            "Deletes bundles and clones that nobody needs; what serves, and the way back from it, stays.",
            "orka:gc");

    private final Plugins plugins;

    GcCommand(Plugins plugins) {
        this.plugins = plugins;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public List<Slot> slots() {
        return List.of();
    }

    @Override
    public void run(Console console, List<String> words) {
        List<String> unused = Words.exactly(0, USAGE, words).plain();
        CleanupReport tidied = plugins.tidy();
        console.println("bundles  " + freed(tidied.bundles()));
        console.println("clones   " + freed(tidied.clones()));
    }

    private static String freed(Freed freed) {
        return freed.count() + " deleted, " + Sizes.of(freed.bytes()) + " freed";
    }
}
