package io.orka.wrap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Explains why a plugin has no entrypoint. */
final class NearMisses {

    private static final int SHOWN = 5;

    private static final String WANTED =
            "looked for orkaCall(Request, Response), Response callMethod(CallContext, Request),"
                    + " Response callMethod(Request), callMethod(Request, Response), or a class that implements OrkaCall";

    private final PluginClasses classes;

    NearMisses(PluginClasses classes) {
        this.classes = classes;
    }

    WrapFailure failure(List<PluginClass> searched, @Nullable String main) {
        // Methods of libraries may have such a name. Methods that use the SDK are listed first, as they are more likely
        // intended.
        List<String> misses = searched.stream()
                .flatMap(c -> of(c).stream())
                .sorted(Comparator.comparing(miss -> !miss.contains("io.orka.sdk")))
                .toList();
        String where = main == null ? "no entrypoint" : "no entrypoint in " + main;
        String near = misses.isEmpty()
                ? "found nothing similar"
                : "near misses: " + String.join("; ", misses.subList(0, Math.min(SHOWN, misses.size())));
        String more = misses.size() > SHOWN ? "; and " + (misses.size() - SHOWN) + " more" : "";
        return WrapFailure.noEntrypoint(where + "; " + WANTED + "; " + near + more);
    }

    private List<String> of(PluginClass type) {
        List<String> misses = new ArrayList<>();
        for (PluginMethod method : type.methods()) {
            if (!method.name().equals("<init>")) {
                misses.add(method.inJava(type.name()) + " " + wrong(type, method));
            }
        }
        if (!type.isInterface() && classes.isService(type)) {
            misses.add(type.name() + " implements OrkaCall, but " + wrong(type));
        }
        return misses;
    }

    private static String wrong(PluginClass type, PluginMethod method) {
        if (EntrypointForm.ALL.stream().noneMatch(form -> form.isName(method.name()))) {
            return "is spelled differently";
        }
        if (EntrypointForm.ALL.stream().noneMatch(form -> form.matches(method))) {
            return "has different parameters or a different result";
        }
        if (!method.isPublic()) {
            return "is not public";
        }
        return "matches, but " + wrong(type);
    }

    private static String wrong(PluginClass type) {
        if (type.isInterface()) {
            return "its class is an interface";
        }
        if (!type.isReachable()) {
            return type.nested() ? "its class is nested and not public static" : "its class is not public";
        }
        return type.isAbstract() ? "its class is abstract" : "its class has no public no-argument constructor";
    }
}
