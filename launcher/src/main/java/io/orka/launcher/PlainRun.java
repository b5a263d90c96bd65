package io.orka.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Understands {@code orka run} with nothing but its ordinary options, without the library that understands all of the
 * command line: to load that takes as long as to start the framework. What it does not understand it leaves to that
 * library, which then also says what is wrong.
 */
final class PlainRun {

    private PlainRun() {}

    /**
     * Reads a command line.
     *
     * @param words the words behind {@code orka}
     * @return the command; empty when this is another command, asks for help or is not understood
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
