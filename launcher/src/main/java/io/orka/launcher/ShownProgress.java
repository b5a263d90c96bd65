package io.orka.launcher;

import io.orka.shell.ProgressPrinter;
import java.io.PrintStream;

/** Applies the registry and prints the progress. */
final class ShownProgress {

    private final PrintStream out;
    private final boolean live;
    private final int width;

    ShownProgress(PrintStream out, boolean live, int width) {
        this.out = out;
        this.live = live;
        this.width = width;
    }

    void apply(Orka orka) {
        try (ProgressPrinter printer = new ProgressPrinter(out, live, width);
                var subscription = orka.plugins().listen(printer)) {
            orka.apply();
        }
    }
}
