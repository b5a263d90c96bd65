package io.orka.shell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The words of a command line.
 *
 * @param plain the words that are not flags
 * @param flags the flags, such as {@code --json}
 */
record Words(List<String> plain, Set<String> flags) {

    /** Reads an exact number of plain words, and the flags of the usage. */
    static Words exactly(int count, Usage usage, List<String> words) {
        return read(usage, words, count, count);
    }

    static Words read(Usage usage, List<String> words, int least, int most) {
        List<String> plain = new ArrayList<>();
        Set<String> flags = new HashSet<>();
        for (String word : words) {
            if (usage.flags().contains(word)) {
                flags.add(word);
            } else if (!word.startsWith("--")) {
                plain.add(word);
            } else {
                throw usage.wrong("unknown option '" + word + "'");
            }
        }
        if (plain.size() < least || plain.size() > most) {
            String wanted = least == most ? "" + least : least + " to " + most;
            throw usage.wrong("orka:" + usage.name() + " takes " + wanted + " argument" + (most == 1 ? "" : "s")
                    + ", but got " + plain.size());
        }
        return new Words(List.copyOf(plain), Set.copyOf(flags));
    }

    boolean json() {
        return flags.contains("--json");
    }
}
