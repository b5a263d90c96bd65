package io.orka.benchmarks;

import io.orka.launcher.OrkaHome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Plugins in processes of their own, called by one caller and by many, in turns.
 *
 * @param scores what was measured, by contestant and number of callers
 * @param contestants all but Orka; none where they cannot be had
 * @param note what is to be known about them
 */
record ProcessTurns(Scores scores, List<String> contestants, String note) {

    static final String ORKA = "Orka";
    static final List<Integer> CALLERS = List.of(1, 16, 64);

    /** Measures; one and the same quantity of all. */
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

    /** Orka's median over that of another contestant. */
    double over(String who, int callers) {
        return scores.median(label(ORKA, callers)) / scores.median(label(who, callers));
    }
}
