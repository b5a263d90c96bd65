package io.orka.registry;

import io.orka.identity.NearestName;
import io.orka.identity.SafeText;
import io.orka.json.Json;
import io.orka.json.Problems;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Reads the configurations in one JSON object in the format of the OSGi Configurator. */
final class ConfigurationResource {

    private static final String CONFIGURATOR = ":configurator:";
    private static final List<String> ABOUT_RESOURCE = List.of("resource-version", "symbolic-name", "version");
    private static final List<String> ABOUT_CONFIGURATION = List.of("policy", "ranking");

    private final Problems problems;

    ConfigurationResource(Problems problems) {
        this.problems = problems;
    }

    Map<String, Map<String, Object>> read(Json.Obj resource) {
        Map<String, Map<String, Object>> read = new LinkedHashMap<>();
        for (Json.Member member : resource.members()) {
            if (member.name().startsWith(CONFIGURATOR)) {
                checkKnown(member, ABOUT_RESOURCE);
            } else if (!isPid(member.name())) {
                problems.add(member.place(), SafeText.quoted(member.name()) + " is not a PID such as com.acme.engine");
            } else if (member.value() instanceof Json.Obj configuration) {
                read.put(member.name(), configuration(configuration));
            } else {
                problems.add(
                        member.value().place(),
                        "the configuration " + SafeText.quoted(member.name()) + " must be an object but is "
                                + member.value().kind());
            }
        }
        return Collections.unmodifiableMap(read);
    }

    private Map<String, Object> configuration(Json.Obj object) {
        Map<String, Object> values = new LinkedHashMap<>();
        TreeSet<String> seen = new TreeSet<>();
        for (Json.Member member : object.members()) {
            if (member.name().startsWith(CONFIGURATOR)) {
                checkKnown(member, ABOUT_CONFIGURATION);
                continue;
            }
            int colon = member.name().lastIndexOf(':');
            String name = colon < 0 ? member.name() : member.name().substring(0, colon);
            String type = colon < 0 ? "" : member.name().substring(colon + 1);
            // Configuration Admin preserves the case of names, but ignores case in comparisons.
            if (name.isEmpty() || !seen.add(name.toLowerCase(Locale.ROOT))) {
                String complaint = name.isEmpty() ? "has no name" : "is a duplicate";
                problems.add(member.place(), SafeText.quoted(member.name()) + " " + complaint);
                continue;
            }
            Object value = new ConfigurationValue(name, problems).read(type, member);
            if (value != null) {
                values.put(name, value);
            }
        }
        return Collections.unmodifiableMap(values);
    }

    private static boolean isPid(String name) {
        int tilde = name.indexOf('~');
        return tilde != 0
                && tilde != name.length() - 1
                && !name.isEmpty()
                && name.codePoints().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
    }

    private void checkKnown(Json.Member member, List<String> known) {
        String word = member.name().substring(CONFIGURATOR.length());
        if (!known.contains(word)) {
            String nearest = NearestName.of(word, known)
                    .map(near -> "; did you mean " + CONFIGURATOR + near + "?")
                    .orElse("");
            problems.add(member.place(), SafeText.quoted(member.name()) + " is unknown" + nearest);
        }
    }
}
