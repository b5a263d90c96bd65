package io.orka.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** When a host applies the registry. */
public enum ApplyMode {
    /** At its start, and whenever the file changes. */
    AUTO,
    /** When a command says so. */
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

    /** As it is written in the settings. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
