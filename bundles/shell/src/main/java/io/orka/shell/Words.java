package io.orka.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a command line, told apart.
 *
 * @param plain those that are no flag
 * @param json whether {@code --json} was among them
 */
record Words(List<String> plain, boolean json) {

    /** Takes exactly so many plain words, and no flag. */
    static List<String> exactly(int count, Usage usage, List<String> words) {
        Words read = read(usage, words, count, count);
        if (read.json) {
            throw usage.wrong("no option --json here");
        }
        return read.plain;
    }

    /** Takes exactly so many plain words, and {@code --json} or not. */
    static Words withJson(int count, Usage usage, List<String> words) {
        return read(usage, words, count, count);
    }

    static Words read(Usage usage, List<String> words, int least, int most) {
        List<String> plain = new ArrayList<>();
        boolean json = false;
        for (String word : words) {
            if (word.equals("--json")) {
                json = true;
            } else if (word.startsWith("--")) {
                throw usage.wrong("unknown option '" + word + "'");
            } else {
                plain.add(word);
            }
        }
        if (plain.size() < least || plain.size() > most) {
            String wanted = least == most ? "" + least : least + " to " + most;
            throw usage.wrong("orka:" + usage.name() + " takes " + wanted + " argument" + (most == 1 ? "" : "s")
                    + " but got " + plain.size());
        }
        return new Words(List.copyOf(plain), json);
    }
}
