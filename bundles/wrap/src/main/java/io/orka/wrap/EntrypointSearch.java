package io.orka.wrap;

import io.orka.entry.Entrypoint;
import io.orka.identity.Listed;
import io.orka.identity.NearestName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds a plugin's entrypoint by reading its class files. */
final class EntrypointSearch {

    private final PluginClasses classes;

    EntrypointSearch(PluginClasses classes) {
        this.classes = classes;
    }

    /** Returns the best entrypoint of all classes, or of the class in {@code config.json}. */
    Entrypoint find(@Nullable String main) {
        List<PluginClass> searched = main == null ? classes.all() : List.of(named(main));
        List<Entrypoint> found =
                searched.stream().flatMap(c -> candidates(c).stream()).toList();
        Entrypoint best = found.stream()
                .min(Comparator.comparing(Entrypoint::kind))
                .orElseThrow(() -> new NearMisses(classes).failure(searched, main));
        List<Entrypoint> rivals =
                found.stream().filter(e -> e.kind() == best.kind()).toList();
        if (rivals.size() > 1) {
            throw WrapFailure.severalEntrypoints(
                    rivals.size() + " entrypoints of the same form: "
                            + Listed.of(rivals.stream()
                                    .map(e -> e.className() + "." + e.methodName())
                                    .toList()),
                    best.className());
        }
        return best;
    }

    private PluginClass named(String main) {
        @Nullable PluginClass type = classes.find(main);
        if (type == null) {
            throw WrapFailure.unknownMain(
                    main, NearestName.of(main, classes.names()).orElse(""));
        }
        return type;
    }

    private List<Entrypoint> candidates(PluginClass type) {
        List<Entrypoint> candidates = new ArrayList<>();
        if (type.isInterface() || !type.isReachable()) {
            return candidates;
        }
        boolean constructible = !type.isAbstract() && type.hasPublicConstructor();
        for (EntrypointForm form : EntrypointForm.ALL) {
            methods(type, form).values().stream()
                    .filter(method -> method.isPublic() && (method.isStatic() || constructible))
                    .map(method -> new Entrypoint(form.kind(), type.name(), method.name(), method.isStatic()))
                    .forEach(candidates::add);
        }
        if (constructible && classes.isService(type)) {
            candidates.add(new Entrypoint(Entrypoint.Kind.SERVICE, type.name(), "call", false));
        }
        return candidates;
    }

    /** Returns the methods of this form that the class declares or inherits, by name. */
    private Map<String, PluginMethod> methods(PluginClass type, EntrypointForm form) {
        Map<String, PluginMethod> methods = new LinkedHashMap<>();
        for (PluginClass c : classes.lineage(type)) {
            // A static method of a reachable class is an entrypoint of this class, but not of subclasses.
            boolean others = !c.equals(type) && c.isReachable();
            c.methods().stream()
                    .filter(form::matches)
                    .filter(method -> !(others && method.isStatic()))
                    .forEach(method -> methods.putIfAbsent(method.name(), method));
        }
        return methods;
    }
}
