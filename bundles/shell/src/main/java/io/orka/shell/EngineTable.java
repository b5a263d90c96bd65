package io.orka.shell;

import io.orka.engine.EngineBundle;
import io.orka.engine.EngineComponent;
import io.orka.shell.Table.Cell;
import io.orka.shell.Table.Column;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** All engine bundles as a table. */
final class EngineTable {

    private EngineTable() {}

    static Table of(List<EngineBundle> bundles, Instant now) {
        Table table = new Table(List.of(
                Column.text("ENGINE BUNDLE", 0, 16),
                Column.text("VERSION", 0, 10),
                Column.text("STATE", 0, Integer.MAX_VALUE),
                Column.text("FILE", 2, 12),
                Column.text("COMPONENTS", 3, Integer.MAX_VALUE),
                Column.number("AGE", 1)));
        for (EngineBundle bundle : bundles) {
            table.row(List.of(
                    Cell.of(bundle.name()),
                    Cell.of(bundle.version().isEmpty() ? "-" : bundle.version()),
                    new Cell(bundle.state().name(), Tint.of(bundle.state())),
                    Cell.of(bundle.file()),
                    Cell.of(components(bundle.components())),
                    Cell.of(Times.age(Duration.between(bundle.since(), now)))));
        }
        return table;
    }

    private static String components(List<EngineComponent> components) {
        long ready = components.stream()
                .filter(component -> component.state() == EngineComponent.State.ACTIVE
                        || component.state() == EngineComponent.State.SATISFIED)
                .count();
        return components.isEmpty() ? "-" : ready + " of " + components.size();
    }
}
