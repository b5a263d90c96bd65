package io.orka.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The occasions on which a host applies the registry file. */
public enum ApplyMode {
    /** At startup, and whenever the file changes. */
    AUTO,
    /** On command only. */
    MANUAL;

    static @Nullable ApplyMode parse(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.text().equals(text))
                .findFirst()
                .orElse(null);
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(ApplyMode::text).toList();
    }

    /** Returns the value in the settings file. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
