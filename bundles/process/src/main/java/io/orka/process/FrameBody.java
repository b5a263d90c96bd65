package io.orka.process;

import io.orka.json.JsonBytes;
import io.orka.json.JsonFailure;
import io.orka.wire.BadData;
import io.orka.wire.DataReader;
import io.orka.wire.DataWriter;
import io.orka.wire.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes frame bodies: one object, in JSON or, for processes that use it, in CBOR. */
final class FrameBody {

    private FrameBody() {}

    /**
     * Encodes a frame with space for its head, which the caller fills in.
     *
     * @throws IOException when the data cannot be encoded; the message says what was found
     */
    static ByteBuffer write(Map<String, @Nullable Object> data, boolean binary) throws IOException {
        if (binary) {
            return DataWriter.frame(data);
        }
        FrameBytes frame = new FrameBytes();
        try {
            JsonBytes.write(data, frame);
        } catch (JsonFailure e) {
            throw new IOException("data that JSON does not support: " + e.reason(), e);
        }
        return frame.frame();
    }

    static Map<?, ?> read(Frame frame) throws BadData {
        Object body;
        try {
            body = isBinary(frame) ? DataReader.read(frame.body()) : JsonBytes.read(frame.body());
        } catch (JsonFailure e) {
            throw new BadData(e.reason());
        }
        if (body instanceof Map<?, ?> object) {
            return object;
        }
        throw new BadData("a body that is not an object");
    }

    /** A JSON object starts with a brace; a CBOR map starts with a byte whose highest bit is set. */
    static boolean isBinary(Frame frame) {
        return frame.body().length > 0 && frame.body()[0] < 0;
    }
}
