package io.orka.shell;

import io.orka.registry.PluginConfig;
import io.orka.registry.PluginConfig.Field;
import java.util.List;

/** A plugin's methods in words, with what they take and return. */
final class MethodsWords {

    private MethodsWords() {}

    static void print(String plugin, PluginConfig config, Console console) {
        if (config.methods().isEmpty()) {
            console.println(plugin + " declares no methods in its config.json; any name may be called.");
        }
        config.methods().forEach((name, method) -> {
            console.println(Tint.BOLD, name + (method.description().isEmpty() ? "" : "  " + method.description()));
            fields("takes", method.args(), console);
            fields("returns", method.returns(), console);
        });
    }

    private static void fields(String title, List<Field> fields, Console console) {
        for (Field field : fields) {
            String type = field.enumValues().isEmpty() ? field.type() : String.join("|", field.enumValues());
            console.println("  " + title + " ".repeat(8 - title.length()) + field.name() + ": " + type
                    + (field.required() ? ", required" : "")
                    + (field.description().isEmpty() ? "" : "  " + field.description()));
        }
    }
}
