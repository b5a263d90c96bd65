package io.orka.wire;

import java.io.IOException;

/** Data that cannot be encoded, or bytes that cannot be decoded. The message describes the invalid data. */
public final class BadData extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for invalid data.
     *
     * @param found a description of the invalid data, in one line
     */
    public BadData(String found) {
        super(found);
    }
}
