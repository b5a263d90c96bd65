package io.orka.registry;

import io.orka.identity.NearestName;
import io.orka.identity.SafeText;
import io.orka.json.Fields;
import io.orka.json.Json;
import io.orka.json.Problems;
import io.orka.json.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One pass over {@code host.json}, which collects the settings and the problems. */
final class SettingsPass {

    private static final String APPLY = "apply";
    private static final List<String> SECTIONS = List.of("git", "build", APPLY);

    private final String file;
    private final Map<String, String> environment;
    private final Problems problems = new Problems();
    private final List<Setting> all = new ArrayList<>();

    /**
     * Starts a pass.
     *
     * @param file the name of the file, for messages
     * @param environment the variables of the process
     */
    SettingsPass(String file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    HostSettings read(Json.Obj object) {
        Fields sections = new Fields(object, false, problems);
        SettingsSection git = section("git", sections);
        GitSettings gitSettings = GitSettings.read(git);
        git.end();
        SettingsSection build = section("build", sections);
        BuildSettings buildSettings = BuildSettings.read(build);
        build.end();
        ApplyMode apply = apply(sections);
        sections.besides(SECTIONS)
                .forEach(member -> problems.add(
                        member.place(),
                        "unknown section " + SafeText.quoted(member.name()) + nearest(member.name(), SECTIONS)));
        return new HostSettings(gitSettings, buildSettings, apply, all, null);
    }

    private ApplyMode apply(Fields fields) {
        String text = fields.text(APPLY);
        if (text == null) {
            note(new Setting(APPLY, ApplyMode.AUTO.text(), "default"));
            return ApplyMode.AUTO;
        }
        ApplyMode mode = ApplyMode.parse(text);
        if (mode == null) {
            String modes = String.join(" or ", ApplyMode.texts());
            problems.add(fields.place(APPLY), "'apply' must be " + modes + " but is " + SafeText.quoted(text));
            return ApplyMode.AUTO;
        }
        note(new Setting(APPLY, mode.text(), file + ":" + fields.place(APPLY).line()));
        return mode;
    }

    private SettingsSection section(String name, Fields sections) {
        Json.Obj object = sections.object(name);
        return new SettingsSection(
                name, object == null ? new Json.Obj(SourceLocation.at(1, 1), List.of()) : object, this);
    }

    /** Suggests the closest match, or lists the known names. */
    static String nearest(String name, List<String> known) {
        return NearestName.of(name, known)
                .map(found -> "; did you mean " + SafeText.quoted(found) + "?")
                .orElse("; the known names are " + String.join(", ", known));
    }

    void note(Setting setting) {
        all.add(setting);
    }

    Problems problems() {
        return problems;
    }

    Map<String, String> environment() {
        return environment;
    }

    String file() {
        return file;
    }
}
