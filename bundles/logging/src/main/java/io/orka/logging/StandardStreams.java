package io.orka.logging;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Standard output and error of this process, with streams in front of them that find out who prints; and, where the process
 * is a program's that embeds Orka, {@code java.util.logging} with filters that do the same. Others may put theirs
 * in front of these, as the shell does.
 */
final class StandardStreams {

    private static final String OUT = "out";
    private static final String ERR = "err";

    @GuardedBy("StandardStreams.class")
    private static @Nullable StandardStreams current;

    @GuardedBy("StandardStreams.class")
    private static int holders;

    /** Where they are {@link #current}, read by whoever prints. */
    private static volatile @Nullable StandardStreams taken;

    private final PrintStream ownOut = System.out;
    private final PrintStream ownErr = System.err;
    private final PrintedLines outLines;
    private final PrintedLines errLines;
    private final BundleStream out;
    private final BundleStream err;
    private final @Nullable JulFilters records;

    private StandardStreams(boolean logged, BundleStream.Share outShare, BundleStream.Share errShare) {
        this.outLines = new PrintedLines(OUT, Level.INFO, logged);
        this.errLines = new PrintedLines(ERR, Level.WARN, logged);
        this.out = new BundleStream(ownOut, outLines, outShare);
        this.err = new BundleStream(ownErr, errLines, errShare);
        this.records = logged ? null : JulFilters.install(); // a handler that is made for it keeps the program's stream
    }

    /** Ends what it was asked for, once. */
    @FunctionalInterface
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Puts streams in the place of {@link System}'s, for as long as the process runs, that lead what bundles print into the
     * log.
     *
     * @param all whether what others print to standard output goes there, too
     */
    static synchronized void take(boolean all) {
        install(new StandardStreams(
                true, all ? BundleStream.Share.ALL : BundleStream.Share.BUNDLES, BundleStream.Share.BUNDLES));
        holders++; // never given back
    }

    /** Has streams in the place of {@link System}'s until the last holder ends: those of the process where it has them. */
    static synchronized Hold hold() {
        if (current == null) {
            install(new StandardStreams(false, BundleStream.Share.PLUGINS, BundleStream.Share.PLUGINS));
        }
        holders++;
        boolean[] held = {true};
        return () -> {
            synchronized (StandardStreams.class) {
                if (held[0]) {
                    held[0] = false;
                    giveBack();
                }
            }
        };
    }

    @GuardedBy("StandardStreams.class")
    private static void install(StandardStreams streams) {
        current = streams;
        taken = streams;
        System.setOut(streams.out);
        System.setErr(streams.err);
    }

    private static synchronized void giveBack() {
        holders--;
        StandardStreams streams = current;
        if (streams == null) {
            return;
        }
        streams.finishLines();
        if (holders == 0) {
            current = null;
            taken = null;
            streams.restore();
        }
    }

    /** Somebody else's streams stay where they are: they may lead here, and what comes by them passes through. */
    private void restore() {
        if (records != null) {
            records.remove();
        }
        if (System.out == out) {
            System.setOut(ownOut);
        }
        if (System.err == err) {
            System.setErr(ownErr);
        }
        out.end();
        err.end();
        outLines.end();
        errLines.end();
    }

    /** The process' own. */
    static PrintStream out() {
        StandardStreams streams = taken;
        return streams == null ? System.out : streams.ownOut;
    }

    /** The process' own. */
    static PrintStream err() {
        StandardStreams streams = taken;
        return streams == null ? System.err : streams.ownErr;
    }

    /** A stream of somebody else's, with plugins led elsewhere. */
    static PrintStream withoutPlugins(PrintStream own, boolean errors) {
        StandardStreams streams = taken;
        return streams == null
                ? own
                : new BundleStream(own, errors ? streams.errLines : streams.outLines, BundleStream.Share.PLUGINS);
    }

    /** Whether the host's log has room for what a plugin logs, which counts as if it had been printed. */
    static boolean takes(Speaker plugin, int bytes) {
        StandardStreams streams = taken;
        return streams == null || streams.outLines.takes(plugin, bytes);
    }

    /** Logs what was printed without the end of a line. */
    static void finish() {
        StandardStreams streams = taken;
        if (streams != null) {
            streams.finishLines();
        }
    }

    private void finishLines() {
        outLines.finish();
        errLines.finish();
    }
}
