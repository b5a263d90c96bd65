package io.orka.shell;

import io.orka.plugins.Supply;

/** What it takes to start a plugin, as far as a plan can know. */
final class SupplyWords {

    private SupplyWords() {}

    static String of(Supply supply) {
        return switch (supply) {
            case STORE -> "its bundle is in the store";
            case LOCKED -> "its locked commit is rebuilt, with the network where its clone or a library is missing";
            case LOCAL -> "it is built, with the network where a library is missing";
            case REMOTE -> "it is fetched over the network and built";
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
