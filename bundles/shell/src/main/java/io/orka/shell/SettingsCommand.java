package io.orka.shell;

import static java.util.Objects.requireNonNull;

import io.orka.registry.HostSettings;
import io.orka.registry.InvalidSettings;
import io.orka.registry.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code orka:settings}. */
record SettingsCommand(HostSettings settings) implements Command {

    SettingsCommand {
        requireNonNull(settings, "settings is null");
    }

    private static final Usage USAGE = new Usage(
                    "settings", "[--json]", "List the host's settings and the source of each value.")
            .argument("--json", "Print JSON.")
            .example("orka:settings");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Console console, List<String> words) {
        if (Words.exactly(0, USAGE, words).json()) {
            console.prettyJson(
                    settings.all().stream().map(SettingsCommand::json).toList());
            return;
        }
        Table table = new Table(List.of(
                Table.Column.text("SETTING", 0, 20),
                Table.Column.text("VALUE", 0, 10),
                Table.Column.text("FROM", 1, 10)));
        settings.all()
                .forEach(setting -> table.row(List.of(
                        Table.Cell.of(setting.name()),
                        Table.Cell.of(setting.value().isEmpty() ? "-" : setting.value()),
                        Table.Cell.of(setting.from()))));
        console.print(table);
        InvalidSettings problem = settings.problem();
        if (problem != null) {
            console.println(Tint.RED, problem.line());
        }
    }

    private static Map<String, String> json(Setting setting) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("name", setting.name());
        data.put("value", setting.value());
        data.put("from", setting.from());
        return data;
    }
}
