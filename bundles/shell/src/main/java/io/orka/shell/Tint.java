package io.orka.shell;

import io.orka.engine.EngineState;
import io.orka.plugins.PluginState;

/** A terminal color, as an SGR code of ECMA-48. */
enum Tint {
    PLAIN(""),
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36");

    private final String code;

    Tint(String code) {
        this.code = code;
    }

    String on(String text) {
        return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }

    static Tint of(EngineState state) {
        return switch (state) {
            case ACTIVE -> GREEN;
            case FAILED -> RED;
            case STOPPED -> DIM;
            case STARTING, STOPPING -> YELLOW;
        };
    }

    static Tint of(PluginState state) {
        return switch (state) {
            case ACTIVE -> GREEN;
            case FAILED -> RED;
            case DRAINING -> DIM;
            case PENDING -> CYAN;
            case CLONING, BUILDING, WRAPPING, STARTING -> YELLOW;
        };
    }
}
