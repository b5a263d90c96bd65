package io.orka.shell;

import io.orka.plugins.Forecast;
import io.orka.registry.ApplyMode;
import io.orka.sdk.CallContext;
import java.io.PrintStream;
import java.util.List;

/** Prints a plan in the format of {@code orka:plan} when no host is running. */
public final class PlanPrinter {

    private PlanPrinter() {}

    /**
     * Prints a plan.
     *
     * @param forecast the changes that would be made
     * @param mode whether a host would apply the changes automatically or on command
     * @param json whether to print JSON
     * @param out receives UTF-8
     * @param width columns that lines should fit in; 0 for unlimited
     * @param color whether colors may be printed
     */
    public static void print(
            Forecast forecast, ApplyMode mode, boolean json, PrintStream out, int width, boolean color) {
        Console console = new Console(out, width, color, CallContext.none());
        if (json) {
            console.prettyJson(PlanWords.json(forecast, List.of()));
        } else {
            PlanWords.print(forecast, List.of(), "The plugins that a start restores match the registry file", console);
            if (mode == ApplyMode.MANUAL && !forecast.plan().changes().isEmpty()) {
                console.println(
                        Tint.YELLOW, "Not at the start: host.json sets \"apply\": \"manual\", so run orka:apply.");
            }
        }
    }
}
