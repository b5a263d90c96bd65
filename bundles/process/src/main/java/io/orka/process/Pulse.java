package io.orka.process;

import io.orka.wire.FrameKind;
import io.orka.wire.FrameSocket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Checks that one process is alive and does not exceed its memory limit. Not safe for use by multiple threads. */
final class Pulse {

    private static final int MOST_MISSED = 3;
    private static final int MEGABYTE = 20;

    private final FrameSocket socket;
    private final long pid;
    private final Setup setup;
    private long pings;
    private long received;
    private int silent;

    Pulse(FrameSocket socket, long pid, Setup setup) {
        this.socket = socket;
        this.pid = pid;
        this.setup = setup;
    }

    /**
     * Pings the process. Any bytes received since the last ping are a sign of life, since an answer may take longer
     * than the heartbeat interval.
     *
     * @return the reason to kill the process, if it missed several pings in a row and sent nothing; otherwise {@code
     *     null}
     * @throws IOException when the connection is broken
     */
    @Nullable
    String beat() throws IOException {
        long now = socket.received();
        silent = now == received && pings > 0 ? silent + 1 : 0;
        received = now;
        if (silent >= MOST_MISSED && !setup.debug()) {
            return "it missed the last " + silent + " heartbeats";
        }
        pings++;
        socket.sendFirst(FrameSocket.bare(FrameKind.PING, pings));
        return null;
    }

    /** Returns the reason to kill the process if it exceeds its memory limit; otherwise {@code null}. */
    @Nullable
    String memory() {
        MemoryLimit limit = setup.limit();
        long used = limit == null ? 0 : MemoryLimit.used(pid);
        return limit != null && used > limit.bytes()
                ? "it used " + (used >> MEGABYTE) + " MiB of memory, and its 'memory' is " + limit.text()
                : null;
    }
}
