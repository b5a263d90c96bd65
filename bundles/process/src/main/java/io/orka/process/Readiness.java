package io.orka.process;

import io.orka.wire.BadData;
import io.orka.wire.Frame;
import java.util.Map;

/**
 * The content of a READY frame.
 *
 * @param version the version of the protocol
 * @param binary whether the process uses CBOR instead of JSON
 * @param probe whether the plugin has a readiness probe
 * @param closes whether the plugin has a {@code close()}
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
