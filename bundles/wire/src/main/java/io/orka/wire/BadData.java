package io.orka.wire;

import java.io.IOException;

/** Data that cannot be encoded, or bytes that cannot be decoded. The message says what was found. */
public final class BadData extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Describes the invalid data.
     *
     * @param found what was found instead of data
     */
    public BadData(String found) {
        super(found);
    }
}
