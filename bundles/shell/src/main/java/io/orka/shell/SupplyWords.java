package io.orka.shell;

import io.orka.plugins.Supply;

/** Describes the source of a plugin's bundle and the need for a network, as known before the start. */
final class SupplyWords {

    private SupplyWords() {}

    static String of(Supply supply) {
        return switch (supply) {
            case STORE -> "bundle from the store";
            case LOCKED -> "rebuild of the locked commit; needs the network if its clone or a library is missing";
            case LOCAL -> "local build; needs the network if a library is missing";
            case REMOTE -> "fetch over the network and build";
        };
    }

    static String network(Supply supply) {
        return switch (supply) {
            case STORE -> "no";
            case LOCKED, LOCAL -> "maybe";
            case REMOTE -> "yes";
        };
    }

    static boolean isUncertain(Supply supply) {
        return supply == Supply.LOCAL || supply == Supply.REMOTE;
    }
}
