package io.orka.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses {@code orka run} with its common options without picocli, since loading picocli takes as long as starting the
 * framework. Picocli parses all other command lines, and reports errors.
 */
final class PlainRun {

    private PlainRun() {}

    /**
     * Reads a command line.
     *
     * @param words the words after {@code orka}
     * @return the command; empty for another command, for help, and for an unknown option
     */
    static Optional<RunCommand> of(List<String> words) {
        if (words.isEmpty() || !words.get(0).equals("run")) {
            return Optional.empty();
        }
        @Nullable Path home = null;
        @Nullable Path registry = null;
        boolean json = false;
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            boolean followed = i + 1 < words.size() && !words.get(i + 1).startsWith("-");
            if (word.equals("--log-json") && !json) {
                json = true;
            } else if (word.equals("--home") && followed && home == null) {
                home = Path.of(words.get(++i));
            } else if (word.equals("--registry") && followed && registry == null) {
                registry = Path.of(words.get(++i));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new RunCommand(new HomeOptions(home, registry), json));
    }
}
