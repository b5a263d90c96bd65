package io.orka.logging;

import java.io.PrintStream;

/** Standard output and error of a process that is the host's own. */
final class StandardStreams {

    private static final PrintedLines OUT = new PrintedLines("stdout", org.slf4j.event.Level.INFO);
    private static final PrintedLines ERR = new PrintedLines("stderr", org.slf4j.event.Level.WARN);

    private StandardStreams() {}

    /**
     * Puts streams in the place of {@link System}'s that lead what bundles print into the log.
     *
     * @param all whether what others print to standard output goes there, too
     */
    static void take(boolean all) {
        System.setOut(new BundleStream(out(), OUT, all));
        System.setErr(new BundleStream(err(), ERR, false));
    }

    /** The process' own. */
    static PrintStream out() {
        return System.out instanceof BundleStream taken ? taken.own() : System.out;
    }

    /** The process' own. */
    static PrintStream err() {
        return System.err instanceof BundleStream taken ? taken.own() : System.err;
    }

    /** Logs what was printed without the end of a line. */
    static void finish() {
        OUT.finish();
        ERR.finish();
    }
}
