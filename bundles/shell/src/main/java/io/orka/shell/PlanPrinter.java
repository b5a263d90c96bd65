package io.orka.shell;

import io.orka.plugins.Forecast;
import io.orka.registry.ApplyMode;
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
     * @param mode when a host would do it
     * @param json whether as JSON
     * @param out in UTF-8
     * @param width columns that lines should fit in; 0 for as many as it takes
     * @param colour whether colours may be printed
     */
    public static void print(
            Forecast forecast, ApplyMode mode, boolean json, PrintStream out, int width, boolean colour) {
        Console console = new Console(out, width, colour, CallContext.none());
        if (json) {
            console.prettyJson(PlanWords.json(forecast, List.of()));
        } else {
            PlanWords.print(forecast, List.of(), "what a start brings back is what the registry asks for", console);
            if (mode == ApplyMode.MANUAL && !forecast.plan().changes().isEmpty()) {
                console.println(
                        Tint.YELLOW,
                        "Not at the start: with \"apply\": \"manual\" in host.json, all this waits for orka:apply.");
            }
        }
    }
}
