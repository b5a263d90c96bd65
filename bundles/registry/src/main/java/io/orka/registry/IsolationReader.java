package io.orka.registry;

import io.orka.identity.NearestName;
import io.orka.identity.SafeText;
import io.orka.json.Fields;
import io.orka.json.Json;
import io.orka.json.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the fields of an entry, or of the lock file, about the process that a plugin runs in. */
final class IsolationReader {

    static final List<String> KNOWN = List.of("isolation", "memory", "cpus", "env", "debug");

    private static final int MOST_VARIABLES = 100;

    private final Problems problems;

    IsolationReader(Problems problems) {
        this.problems = problems;
    }

    /** Reads the fields; returns {@code null} when the entry has none of them. */
    @Nullable
    Isolation read(Fields fields) {
        boolean ownJvm = ownJvm(fields);
        Integer memory = memory(fields);
        Integer cpus = cpus(fields);
        Map<String, ProcessVariable> env = env(fields);
        boolean debug = fields.bool("debug");
        return ownJvm || memory != null || cpus != null || !env.isEmpty() || debug
                ? new Isolation(ownJvm, memory, cpus, env, debug)
                : null;
    }

    private boolean ownJvm(Fields fields) {
        String way = fields.text("isolation");
        if (way != null && !way.equals(Isolation.PROCESS)) {
            problems.add(
                    fields.place("isolation"),
                    "'isolation' must be 'process' but is " + SafeText.quoted(way)
                            + NearestName.of(way, List.of(Isolation.PROCESS))
                                    .map(name -> "; did you mean '" + name + "'?")
                                    .orElse("; remove it to run the plugin in the host's JVM"));
        }
        return way != null;
    }

    private @Nullable Integer memory(Fields fields) {
        String text = fields.text("memory");
        Integer memory = text == null ? null : Isolation.parse(text);
        if (text != null && memory == null) {
            problems.add(
                    fields.place("memory"), "'memory' must be " + Isolation.RULE + " but is " + SafeText.quoted(text));
        }
        return memory;
    }

    private @Nullable Integer cpus(Fields fields) {
        Number number = fields.number("cpus");
        if (number == null) {
            return null;
        }
        if (number instanceof Long cpus && cpus >= 1 && cpus <= Isolation.MOST_CPUS) {
            return cpus.intValue();
        }
        problems.add(
                fields.place("cpus"),
                "'cpus' must be an integer from 1 to " + Isolation.MOST_CPUS + " but is " + number);
        return null;
    }

    /** Reads the variables. Problems contain the names of variables, and never values. */
    private Map<String, ProcessVariable> env(Fields fields) {
        Json.Obj object = fields.object("env");
        if (object == null) {
            return Map.of();
        }
        if (object.members().size() > MOST_VARIABLES) {
            problems.add(object.place(), "'env' must have at most " + MOST_VARIABLES + " variables");
            return Map.of();
        }
        Map<String, ProcessVariable> env = new HashMap<>();
        for (Json.Member member : object.members()) {
            String complaint = ProcessVariable.complaintOfName(member.name());
            if (complaint != null) {
                problems.add(
                        member.place(), "the variable " + SafeText.quoted(member.name()) + " in 'env' " + complaint);
            } else {
                variable(member, env);
            }
        }
        return env;
    }

    private void variable(Json.Member member, Map<String, ProcessVariable> env) {
        String about = "the value of " + SafeText.quoted(member.name()) + " in 'env' ";
        if (!(member.value() instanceof Json.Text text)) {
            problems.add(
                    member.value().place(),
                    about + "must be a string but is "
                            + (member.value() instanceof Json.Num
                                    ? "a number"
                                    : member.value().kind()));
            return;
        }
        String complaint = ProcessVariable.complaint(text.value());
        if (complaint == null) {
            env.put(member.name(), new ProcessVariable(text.value()));
        } else {
            problems.add(text.place(), about + complaint);
        }
    }
}
