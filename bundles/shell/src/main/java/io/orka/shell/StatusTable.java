package io.orka.shell;

import io.orka.plugins.PluginStatus;
import io.orka.shell.Table.Cell;
import io.orka.shell.Table.Column;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** All plugins as a table. */
final class StatusTable {

    static final int COMMIT_LENGTH = 7;

    private StatusTable() {}

    static Table of(List<PluginStatus> plugins, Instant now) {
        Table table = new Table(List.of(
                Column.text("NAME", 0, 12),
                Column.text("VERSION", 0, 10),
                Column.text("STATE", 0, Integer.MAX_VALUE),
                Column.text("SERVICE", 4, 12),
                Column.text("COMMIT", 5, Integer.MAX_VALUE),
                Column.number("CALLS", 1),
                Column.number("IN FLIGHT", 3),
                Column.number("OLD IN MEMORY", 6),
                Column.number("AGE", 2)));
        for (PluginStatus plugin : plugins) {
            table.row(List.of(
                    Cell.of(plugin.key().name()),
                    Cell.of(plugin.key().version() == null ? "-" : plugin.key().version()),
                    new Cell(plugin.state().name(), Tint.of(plugin.state())),
                    Cell.of(plugin.service()),
                    Cell.of(commit(plugin)),
                    Cell.of(plugin.calls().calls()),
                    Cell.of(plugin.calls().inFlight()),
                    Cell.of(plugin.alive().size()),
                    Cell.of(Times.age(Duration.between(plugin.since(), now)))));
        }
        return table;
    }

    static String commit(PluginStatus plugin) {
        String commit = plugin.commit();
        return commit == null ? "-" : commit.substring(0, Math.min(COMMIT_LENGTH, commit.length()));
    }
}
