package io.orka.shell;

import io.orka.json.JsonText;
import io.orka.registry.PluginConfig;
import io.orka.registry.PluginConfig.Field;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints a plugin's methods with their arguments and results. */
final class MethodsWords {

    private MethodsWords() {}

    static void print(String plugin, PluginConfig config, Console console) {
        if (config.methods().isEmpty()) {
            console.println(plugin + " declares no methods in its config.json. You can call any method name.");
        }
        config.methods().forEach((name, method) -> {
            console.println(Tint.BOLD, name + (method.description().isEmpty() ? "" : "  " + method.description()));
            method.other().forEach((member, value) -> console.println("  " + member + ": " + JsonText.write(value)));
            fields("takes", method.args(), console);
            fields("returns", method.returns(), console);
        });
    }

    private static void fields(String title, List<Field> fields, Console console) {
        for (Field field : fields) {
            String type = field.enumValues().isEmpty() ? field.type() : String.join("|", field.enumValues());
            console.println("  " + title + " ".repeat(8 - title.length()) + field.name() + ": " + type
                    + (field.required() ? ", required" : "")
                    + other(field.other())
                    + (field.description().isEmpty() ? "" : "  " + field.description()));
        }
    }

    private static String other(Map<String, @Nullable Object> members) {
        StringBuilder text = new StringBuilder();
        members.forEach(
                (member, value) -> text.append(", ").append(member).append(": ").append(JsonText.write(value)));
        return text.toString();
    }
}
