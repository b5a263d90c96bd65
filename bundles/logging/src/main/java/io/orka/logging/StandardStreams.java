package io.orka.logging;

import java.io.PrintStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** Standard output and error of a process that is the host's own. Others may put theirs in front of them, as the shell does. */
final class StandardStreams {

    private static final PrintedLines OUT = new PrintedLines("stdout", Level.INFO);
    private static final PrintedLines ERR = new PrintedLines("stderr", Level.WARN);

    private static volatile @Nullable PrintStream ownOut;
    private static volatile @Nullable PrintStream ownErr;

    private StandardStreams() {}

    /**
     * Puts streams in the place of {@link System}'s that lead what bundles print into the log.
     *
     * @param all whether what others print to standard output goes there, too
     */
    static synchronized void take(boolean all) {
        ownOut = out();
        ownErr = err();
        System.setOut(new BundleStream(out(), OUT, all));
        System.setErr(new BundleStream(err(), ERR, false));
    }

    /** The process' own. */
    static PrintStream out() {
        return Objects.requireNonNullElse(ownOut, System.out);
    }

    /** The process' own. */
    static PrintStream err() {
        return Objects.requireNonNullElse(ownErr, System.err);
    }

    /** Logs what was printed without the end of a line. */
    static void finish() {
        OUT.finish();
        ERR.finish();
    }
}
