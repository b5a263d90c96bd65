package io.orka.deploy;

import io.orka.process.ProcessFailure;
import io.orka.registry.ProcessVariable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The environment variables of an entry. Their values are resolved when a process starts. */
final class EntryVariables {

    private EntryVariables() {}

    static Map<String, Function<Map<String, String>, String>> of(Map<String, ProcessVariable> variables) {
        Map<String, Function<Map<String, String>, String>> values = new LinkedHashMap<>();
        variables.forEach((name, variable) -> values.put(name, host -> value(name, variable, host)));
        return values;
    }

    private static String value(String name, ProcessVariable variable, Map<String, String> host) {
        variable.missing(host::get).ifPresent(missing -> {
            throw ProcessFailure.noVariable(name, missing);
        });
        return variable.value(host::get);
    }
}
