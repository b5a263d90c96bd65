package io.orka.shell;

import io.orka.identity.Listed;
import io.orka.identity.NearestName;
import io.orka.identity.OrkaFailure;
import io.orka.json.JsonText;
import io.orka.registry.PluginConfig;
import io.orka.registry.PluginConfig.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The arguments of a call, read from the command line with the types that {@code config.json} declares. */
final class CallArguments {

    private final Map<String, Field> declared = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private CallArguments(PluginConfig config, String plugin, String method) {
        PluginConfig.Method known = config.methods().get(method);
        if (known == null && !config.methods().isEmpty()) {
            throw new ShellFailure(
                    "ORKA-SHELL-08",
                    "plugin '" + plugin + "' has no method '" + method + "'",
                    NearestName.of(method, config.methods().keySet())
                            .map(name -> "Did you mean '" + name + "'?")
                            .orElse("Its methods: " + Listed.of(config.methods().keySet()) + "."));
        }
        if (known != null) {
            known.args().forEach(field -> declared.put(field.name(), field));
        }
    }

    /**
     * Reads the arguments.
     *
     * @param words the words after the method: {@code key=value}, and at most one {@code --args} with a JSON object
     */
    static Map<String, @Nullable Object> read(PluginConfig config, String plugin, String method, List<String> words) {
        CallArguments arguments = new CallArguments(config, plugin, method);
        boolean object = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--args") || word.startsWith("--args=")) {
                if (object) {
                    throw new ShellFailure("ORKA-SHELL-09", "--args is given twice", "Give one JSON object.");
                }
                object = true;
                arguments.object(word.equals("--args") ? following(words, ++i) : word.substring("--args=".length()));
            } else {
                arguments.pair(word);
            }
        }
        arguments.refuseUnknown(method);
        arguments.complete(method);
        return arguments.values;
    }

    private static String following(List<String> words, int at) {
        if (at == words.size()) {
            throw json("--args needs a value", null);
        }
        return words.get(at);
    }

    private void object(String text) {
        Object data;
        try {
            data = JsonText.read(text);
        } catch (OrkaFailure e) {
            throw json("the value of --args is not JSON: " + e.reason(), e);
        }
        if (!(data instanceof Map<?, ?> object)) {
            throw json("the value of --args must be a JSON object", null);
        }
        object.forEach((key, value) -> put(key.toString(), value));
    }

    private void pair(String word) {
        int split = word.indexOf('=');
        if (split < 1) {
            throw new ShellFailure(
                    "ORKA-SHELL-09",
                    "'" + word + "' is not of the form key=value",
                    "Write key=value. Put values that contain spaces in single quotes.");
        }
        String key = word.substring(0, split);
        String text = word.substring(split + 1);
        Field field = declared.get(key);
        put(key, field == null ? TypedValue.undeclared(text) : TypedValue.of(text, field));
    }

    private void put(String key, @Nullable Object value) {
        if (values.containsKey(key)) {
            throw new ShellFailure("ORKA-SHELL-09", "argument '" + key + "' is given twice", "Give each key once.");
        }
        Field field = declared.get(key);
        if (field != null) {
            TypedValue.check(value, field);
        }
        values.put(key, value);
    }

    /**
     * Rejects undeclared arguments. If a method declares no arguments, every argument is allowed, since many authors
     * omit declarations.
     */
    private void refuseUnknown(String method) {
        List<String> unknown = values.keySet().stream()
                .filter(name -> !declared.isEmpty() && !declared.containsKey(name))
                .toList();
        if (!unknown.isEmpty()) {
            throw new ShellFailure(
                    "ORKA-SHELL-21",
                    "method '" + method + "' has no argument " + quoted(unknown),
                    NearestName.of(unknown.get(0), declared.keySet())
                            .map(name -> "Did you mean '" + name + "'?")
                            .orElse("Its arguments: " + Listed.of(declared.keySet()) + "."));
        }
    }

    private void complete(String method) {
        List<String> missing = declared.values().stream()
                .filter(field -> field.required() && values.get(field.name()) == null)
                .map(Field::name)
                .toList();
        if (!missing.isEmpty()) {
            throw new ShellFailure(
                    "ORKA-SHELL-07",
                    "method '" + method + "' needs the argument" + (missing.size() == 1 ? " " : "s ") + quoted(missing),
                    "Add " + missing.stream().map(name -> name + "=VALUE").collect(Collectors.joining(" ")) + ".");
        }
    }

    private static String quoted(List<String> names) {
        return Listed.of(names.stream().map(name -> "'" + name + "'").toList());
    }

    private static ShellFailure json(String cause, @Nullable OrkaFailure behind) {
        return new ShellFailure(
                "ORKA-SHELL-05", cause, "Put one JSON object in single quotes: --args '{\"name\":\"Ada\"}'", behind);
    }
}
