package io.orka.wire;

import java.io.IOException;

/** The other side leaves too much unread for anything more to be sent; nothing of the frame was. */
public final class Unread extends IOException {

    private static final long serialVersionUID = 1L;

    Unread(long bytes) {
        super("it leaves " + (bytes >> 20) + " MB unread");
    }
}
