package io.orka.registry;

import io.orka.identity.SafeText;
import io.orka.json.Fields;
import io.orka.json.Json;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One section of {@code host.json}: reads its settings by name, and records the source of each value. */
final class SettingsSection {

    private final String name;
    private final Fields fields;
    private final SettingsPass pass;
    private final List<String> known = new ArrayList<>();

    SettingsSection(String name, Json.Obj object, SettingsPass pass) {
        this.name = name;
        this.fields = new Fields(object, false, pass.problems());
        this.pass = pass;
    }

    Duration time(String field, Duration fallback) {
        Duration time = take(field, CallTime::parse, CallTime.RULE, CallTime::people);
        return time == null ? usual(field, fallback, CallTime.people(fallback)) : time;
    }

    /** Reads a size in bytes. */
    long size(String field, long fallback) {
        Long size = take(field, ByteSize::parse, ByteSize.RULE, ByteSize::text);
        return size == null ? usual(field, fallback, ByteSize.text(fallback)) : size;
    }

    int count(String field, int fallback, int most) {
        known.add(field);
        Number number = fields.number(field);
        if (number instanceof Long count && count >= 1 && count <= most) {
            note(field, count.toString());
            return count.intValue();
        }
        if (number != null) {
            complain(field, "must be an integer from 1 to " + most + " but is " + number);
        }
        return usual(field, fallback, String.valueOf(fallback));
    }

    @Nullable
    Path path(String field) {
        return absent(
                field, take(field, this::resolved, "an absolute path, or a path that starts with ~/", Path::toString));
    }

    private @Nullable Path resolved(String text) {
        try {
            Path path =
                    text.startsWith("~/") ? Path.of(System.getProperty("user.home"), text.substring(2)) : Path.of(text);
            return path.isAbsolute() && !text.isBlank() ? path.normalize() : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** Reads a reference to a secret. Messages do not repeat the value, which may be the secret itself. */
    @Nullable
    String reference(String field) {
        known.add(field);
        String text = fields.text(field);
        if (text != null && !text.matches("env:[A-Za-z_][A-Za-z0-9_]*|file:/.+")) {
            complain(field, "must be a reference, 'env:NAME' or 'file:/path', and not the secret itself");
            return null;
        }
        if (text != null) {
            note(field, text);
        }
        return absent(field, text);
    }

    /**
     * Reads an address. A password in the address is never shown. If the address is absent, the environment applies.
     */
    @Nullable
    ProxyAddress proxy(String field) {
        known.add(field);
        String text = fields.text(field);
        if (text == null) {
            Map.Entry<String, String> variable = ProxyAddress.ofEnvironment(pass.environment());
            if (variable == null) {
                return absent(field, null);
            }
            pass.note(new Setting(
                    name + "." + field,
                    ProxyAddress.shown(variable.getValue()),
                    "environment (" + variable.getKey() + ")"));
            return null;
        }
        try {
            ProxyAddress proxy = ProxyAddress.parse(text);
            note(field, proxy.toString());
            return proxy;
        } catch (IllegalArgumentException e) {
            complain(field, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Reports unknown settings. */
    void end() {
        fields.besides(known)
                .forEach(member -> pass.problems()
                        .add(
                                member.place(),
                                "unknown setting " + SafeText.quoted(name + "." + member.name())
                                        + SettingsPass.nearest(member.name(), known)));
    }

    private <T> @Nullable T take(
            String field, Function<String, @Nullable T> parser, String rule, Function<T, String> shown) {
        known.add(field);
        String text = fields.text(field);
        T value = text == null ? null : parser.apply(text);
        if (text != null && value == null) {
            complain(field, "must be " + rule + " but is " + SafeText.quoted(text));
        }
        if (value != null) {
            note(field, shown.apply(value));
        }
        return value;
    }

    private <T> T usual(String field, T value, String shown) {
        pass.note(new Setting(name + "." + field, shown, "default"));
        return value;
    }

    private <T> @Nullable T absent(String field, @Nullable T value) {
        if (value == null) {
            pass.note(new Setting(name + "." + field, "", "default"));
        }
        return value;
    }

    private void note(String field, String shown) {
        pass.note(new Setting(
                name + "." + field,
                shown,
                pass.file() + ":" + fields.place(field).line()));
    }

    private void complain(String field, String complaint) {
        pass.problems().add(fields.place(field), SafeText.quoted(name + "." + field) + " " + complaint);
    }
}
