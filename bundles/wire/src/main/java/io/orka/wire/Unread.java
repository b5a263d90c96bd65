package io.orka.wire;

import java.io.IOException;

/** The other side has too much unread data; nothing of the frame was sent. */
public final class Unread extends IOException {

    private static final long serialVersionUID = 1L;

    Unread(long bytes) {
        super("it has " + (bytes >> 20) + " MiB of unread data");
    }
}
