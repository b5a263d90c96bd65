package io.orka.shell;

import io.orka.plugins.Forecast;
import io.orka.sdk.CallContext;
import java.io.PrintStream;
import java.util.List;

/** Prints what would be done, where no host runs, as {@code orka:plan} does. */
public final class PlanPrinter {

    private PlanPrinter() {}

    /**
     * Prints it.
     *
     * @param forecast what would be done
     * @param json whether as JSON
     * @param out in UTF-8
     * @param width columns that lines should fit in; 0 for as many as it takes
     * @param colour whether colours may be printed
     */
    public static void print(Forecast forecast, boolean json, PrintStream out, int width, boolean colour) {
        Console console = new Console(out, width, colour, CallContext.none());
        if (json) {
            console.prettyJson(PlanWords.json(forecast, List.of()));
        } else {
            PlanWords.print(forecast, List.of(), "what a start brings back is what the registry asks for", console);
        }
    }
}
