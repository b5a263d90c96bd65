package io.orka.shell;

import io.orka.plugins.Report;

/** Prints the results of a command, one line for each changed plugin. */
final class ReportWords {

    private ReportWords() {}

    static void print(Report report, Console console) {
        if (report.items().isEmpty()) {
            console.println("No changes. Running plugins match plugins.json.");
        }
        for (Report.Item item : report.items()) {
            if (item.failure() != null) {
                console.println(Tint.RED, FailureLine.of(item.key(), item.failure()));
            } else {
                String stages = InfoWords.stages(item.stages());
                console.println(
                        Tint.GREEN, item.key() + "  " + item.text() + (stages.isEmpty() ? "" : "  (" + stages + ")"));
            }
        }
    }
}
