package io.orka.process;

import io.orka.wire.FrameKind;
import io.orka.wire.FrameSocket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Sees whether one process is there, and how much memory it takes. Used by one thread at a time. */
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
     * Asks the process if it is there. Whatever it has sent since it was asked is a sign of life, since an answer may take
     * longer than a beat.
     *
     * @return why it has to be ended: it was asked several times in a row and has sent nothing at all; else {@code null}
     * @throws IOException when it is gone
     */
    @Nullable
    String beat() throws IOException {
        long now = socket.received();
        silent = now == received && pings > 0 ? silent + 1 : 0;
        received = now;
        if (silent >= MOST_MISSED && !setup.debug()) {
            return "it has not answered the last " + silent + " heartbeats";
        }
        pings++;
        socket.sendFirst(FrameSocket.bare(FrameKind.PING, pings));
        return null;
    }

    /** Why it has to be ended: it takes more memory than it may; else {@code null}. */
    @Nullable
    String memory() {
        MemoryLimit limit = setup.limit();
        long used = limit == null ? 0 : MemoryLimit.used(pid);
        return limit != null && used > limit.bytes()
                ? "it took " + (used >> MEGABYTE) + " MB of memory, and its 'memory' is " + limit.text()
                : null;
    }
}
