package io.orka.logging;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Wraps standard output and error of this process with streams that determine the source of the output. In an embedding
 * application, this class also adds filters to {@code java.util.logging} with the same purpose. Other code, such as the
 * shell, may wrap these streams again.
 */
final class StandardStreams {

    private static final String OUT = "out";
    private static final String ERR = "err";

    @GuardedBy("StandardStreams.class")
    private static @Nullable StandardStreams current;

    @GuardedBy("StandardStreams.class")
    private static int holders;

    /** The {@link #current} streams, read by printing threads. */
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
        this.records = logged ? null : JulFilters.install(); // a handler created here keeps the application's stream
    }

    /** A handle whose action runs once. */
    @FunctionalInterface
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Permanently replaces the streams of {@link System} with streams that redirect output of bundles to the log.
     *
     * @param all whether other output to standard output goes to the log too
     */
    static synchronized void take(boolean all) {
        install(new StandardStreams(
                true, all ? BundleStream.Share.ALL : BundleStream.Share.BUNDLES, BundleStream.Share.BUNDLES));
        holders++; // never released
    }

    /** Replaces the streams of {@link System} until the last holder is closed; keeps permanent replacements. */
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

    /**
     * Restores the original streams. Streams that other code has installed stay: they may wrap the streams of this
     * object, which then pass all output through.
     */
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

    /** Returns the standard output of the process. */
    static PrintStream out() {
        StandardStreams streams = taken;
        return streams == null ? System.out : streams.ownOut;
    }

    /** Returns the standard error of the process. */
    static PrintStream err() {
        StandardStreams streams = taken;
        return streams == null ? System.err : streams.ownErr;
    }

    /** Wraps another stream, without the output of plugins. */
    static PrintStream withoutPlugins(PrintStream own, boolean errors) {
        StandardStreams streams = taken;
        return streams == null
                ? own
                : new BundleStream(own, errors ? streams.errLines : streams.outLines, BundleStream.Share.PLUGINS);
    }

    /**
     * Returns whether the rate limit of the host's log allows a plugin's record. A record uses the same budget as
     * printed output.
     */
    static boolean takes(Speaker plugin, int bytes) {
        StandardStreams streams = taken;
        return streams == null || streams.outLines.takes(plugin, bytes);
    }

    /** Logs unfinished lines. */
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
