package io.orka.shell;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.util.function.UnaryOperator;

/**
 * Wraps {@link System#out} and {@link System#err} of threads that run commands.
 *
 * @param out wraps the session's output
 * @param err wraps the session's error output
 */
public record SessionStreams(UnaryOperator<PrintStream> out, UnaryOperator<PrintStream> err) {

    /** Rejects {@code null}. */
    public SessionStreams {
        requireNonNull(out, "out is null");
        requireNonNull(err, "err is null");
    }
}
