package io.orka.shell;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** A stream that sends its bytes as frames. */
final class FrameOutput extends OutputStream {

    private static final int LONGEST = 32 * 1024;

    private final FrameChannel frames;
    private final ControlFrame.Type type;

    FrameOutput(FrameChannel frames, ControlFrame.Type type) {
        this.frames = requireNonNull(frames, "frames is null");
        this.type = requireNonNull(type, "type is null");
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        for (int at = from; at < from + length; at += LONGEST) {
            frames.write(new ControlFrame(type, Arrays.copyOfRange(bytes, at, Math.min(at + LONGEST, from + length))));
        }
    }
}
