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

/** Reads and writes frame bodies. A body is one object, in CBOR for processes that use CBOR, otherwise in JSON. */
final class FrameBody {

    private FrameBody() {}

    /**
     * Encodes a body, preceded by space for the header of the frame.
     *
     * @throws IOException when the data cannot be encoded; the message describes the invalid data
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

    /**
     * Returns whether a body is in CBOR. A CBOR map starts with a byte whose highest bit is set, and a JSON object with
     * a brace.
     */
    static boolean isBinary(Frame frame) {
        return frame.body().length > 0 && frame.body()[0] < 0;
    }
}
