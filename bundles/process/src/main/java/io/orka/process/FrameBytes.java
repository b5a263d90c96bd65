package io.orka.process;

import io.orka.wire.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A frame under construction, with space for the header and a body up to the maximum length. */
final class FrameBytes extends OutputStream {

    private static final int USUAL_LENGTH = 256;

    private byte[] bytes = new byte[USUAL_LENGTH];
    private int length = Frame.HEAD;

    @Override
    public void write(int octet) throws IOException {
        room(1);
        bytes[length++] = (byte) octet;
    }

    @Override
    public void write(byte[] more, int from, int count) throws IOException {
        room(count);
        System.arraycopy(more, from, bytes, length, count);
        length += count;
    }

    private void room(int more) throws IOException {
        long needed = (long) length + more;
        if (needed - Frame.HEAD > Frame.LONGEST_BODY) {
            throw new IOException("more than " + Frame.LONGEST_BODY + " bytes of JSON");
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int)
                    Math.max(needed, Math.min(2L * bytes.length, Frame.HEAD + (long) Frame.LONGEST_BODY)));
        }
    }

    /** Returns the frame without its header. */
    ByteBuffer frame() {
        return ByteBuffer.wrap(bytes, 0, length);
    }
}
