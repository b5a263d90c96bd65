package io.orka.process;

import io.orka.wire.BadData;
import io.orka.wire.Frame;
import java.util.Map;

/**
 * What a process says when it is ready.
 *
 * @param version of the protocol
 * @param binary whether it wants CBOR instead of JSON
 * @param probe whether it can be asked if it can serve
 * @param closes whether it has something to close at its end
 */
record Readiness(long version, boolean binary, boolean probe, boolean closes) {

    static Readiness of(Frame frame) throws BadData {
        if (frame.body().length == 0) {
            return new Readiness(frame.id(), false, false, false);
        }
        Map<?, ?> body = FrameBody.read(frame);
        return new Readiness(
                frame.id(),
                FrameBody.isBinary(frame),
                Boolean.TRUE.equals(body.get("probe")),
                Boolean.TRUE.equals(body.get("close")));
    }
}
