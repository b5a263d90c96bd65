package io.orka.benchmarks;

import io.orka.launcher.OrkaHome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Measurements of plugins in separate processes with one caller and with many, in turns.
 *
 * @param scores the measurements, by contestant and number of callers
 * @param contestants the measured alternatives; empty if they could not be built
 * @param note the note about the alternatives
 */
record ProcessTurns(Scores scores, List<String> contestants, String note) {

    static final String ORKA = "Orka";
    static final List<Integer> CALLERS = List.of(1, 16, 64);

    /** Measures the same quantity of all contestants. */
    static ProcessTurns run(Installations installations, Effort effort, ToDoubleFunction<CallLoad> quantity)
            throws IOException, InterruptedException {
        Scores scores = new Scores();
        List<String> contestants = new ArrayList<>();
        try (Scratch scratch = Scratch.create();
                GoPair pair = GoPair.build(installations, effort)) {
            OrkaHome home = HelloGo.home(installations, scratch.directory());
            if (pair.isThere()) {
                Arrays.stream(GoPair.Flavour.values()).map(pair::who).forEach(contestants::add);
            }
            for (int round = 0; round < effort.rounds(); round++) {
                add(scores, ORKA, LoadedHost.turn(home, effort, CALLERS), quantity);
                if (pair.isThere()) {
                    for (GoPair.Flavour flavour : GoPair.Flavour.values()) {
                        add(scores, pair.who(flavour), pair.load(flavour, effort, CALLERS), quantity);
                    }
                }
            }
            return new ProcessTurns(scores, contestants, pair.note());
        }
    }

    private static void add(Scores scores, String who, List<CallLoad> turn, ToDoubleFunction<CallLoad> quantity) {
        turn.forEach(load -> scores.add(label(who, load.callers()), quantity.applyAsDouble(load)));
    }

    static String label(String who, int callers) {
        return who + ", " + callers + (callers == 1 ? " caller" : " callers");
    }

    /** Returns Orka's median divided by the median of another contestant. */
    double over(String who, int callers) {
        return scores.median(label(ORKA, callers)) / scores.median(label(who, callers));
    }
}
