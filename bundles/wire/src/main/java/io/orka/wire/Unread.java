package io.orka.wire;

import java.io.IOException;

/** Reports that no part of a frame was sent, since the other side has too much unread data. */
public final class Unread extends IOException {

    private static final long serialVersionUID = 1L;

    Unread(long bytes) {
        super("it has " + (bytes >> 20) + " MiB of unread data");
    }
}
