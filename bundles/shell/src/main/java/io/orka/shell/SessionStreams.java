package io.orka.shell;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.util.function.UnaryOperator;

/**
 * What {@link System#out} and {@link System#err} are in the threads that run commands.
 *
 * @param out makes it of the session's output
 * @param err makes it of the session's stream for failures
 */
public record SessionStreams(UnaryOperator<PrintStream> out, UnaryOperator<PrintStream> err) {

    /** Checks that nothing is missing. */
    public SessionStreams {
        requireNonNull(out, "out is null");
        requireNonNull(err, "err is null");
    }
}
