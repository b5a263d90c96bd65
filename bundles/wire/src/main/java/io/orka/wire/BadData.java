package io.orka.wire;

import java.io.IOException;

/** Data that cannot be sent, or bytes that are none. The message says what was found. */
public final class BadData extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what it is.
     *
     * @param found what was found instead of data
     */
    public BadData(String found) {
        super(found);
    }
}
