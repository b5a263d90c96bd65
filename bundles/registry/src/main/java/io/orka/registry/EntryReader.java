package io.orka.registry;

import io.orka.identity.NearestName;
import io.orka.identity.PluginKey;
import io.orka.identity.SafeText;
import io.orka.json.Fields;
import io.orka.json.Json;
import io.orka.json.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Converts one object of the registry file to an entry, or reports problems. */
final class EntryReader {

    private static final List<String> KNOWN = Stream.concat(
                    Stream.of("name", "version", "repo", "service", "ref", "path", "tests"),
                    EntryLimitsReader.KNOWN.stream())
            .toList();

    private final Path file;
    private final Problems problems;
    private final List<RegistryWarning> warnings;

    EntryReader(Path file, Problems problems, List<RegistryWarning> warnings) {
        this.file = file;
        this.problems = problems;
        this.warnings = warnings;
    }

    @Nullable
    PluginEntry read(Json.Obj object) {
        Fields fields = new Fields(object, false, problems);
        String name = checked(fields, "name", fields.needed("name"), EntryRules::name);
        String version = checked(fields, "version", fields.text("version"), EntryRules::version);
        RepositoryUrl repo = repo(fields);
        String service = checked(fields, "service", fields.needed("service"), EntryRules::service);
        String ref = checked(fields, "ref", fields.text("ref"), EntryRules::version);
        String path = checked(fields, "path", fields.text("path", ""), EntryRules::path);
        boolean tests = fields.bool("tests");
        @Nullable PluginKey key = name == null ? null : new PluginKey(name, version);
        EntryLimits limits =
                new EntryLimitsReader(problems, (member, known) -> warn(key, member, known)).read(fields, false);
        fields.besides(KNOWN).forEach(member -> warn(key, member, KNOWN));
        if (name == null || repo == null || service == null || path == null) {
            return null;
        }
        return new PluginEntry(new PluginKey(name, version), repo, service, ref, path, tests, limits);
    }

    private @Nullable String checked(
            Fields fields, String field, @Nullable String text, Function<String, @Nullable String> rule) {
        String complaint = text == null ? null : rule.apply(text);
        if (text == null || complaint == null) {
            return text;
        }
        problems.add(
                fields.place(field), SafeText.quoted(field) + " " + complaint + " but is " + SafeText.quoted(text));
        return null;
    }

    private @Nullable RepositoryUrl repo(Fields fields) {
        String text = fields.needed("repo");
        if (text == null) {
            return null;
        }
        try {
            return RepositoryUrl.parse(text, file.resolveSibling(""));
        } catch (RegistryFailure e) {
            problems.add(fields.place("repo"), "'repo': " + e.reason());
            return null;
        }
    }

    private void warn(@Nullable PluginKey key, Json.Member member, List<String> known) {
        String nearest = NearestName.of(member.name(), known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("; Orka ignores it");
        warnings.add(new RegistryWarning(
                key,
                file.getFileName() + " " + member.place() + " " + (key == null ? "an entry" : key)
                        + " has the unknown field " + SafeText.quoted(member.name()) + nearest));
    }
}
