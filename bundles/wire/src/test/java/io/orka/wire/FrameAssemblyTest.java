package io.orka.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameAssemblyTest {

    private final Room room = new Room(1_000_000);
    private final FrameAssembly assembly = new FrameAssembly(room);
    private final List<Frame> frames = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 13, 14, 1000, 100_000})
    void framesComeOutOfPiecesOfAnySize(int size) throws Exception {
        String text = "x".repeat(70_000);
        ByteBuffer all = ByteBuffer.allocate(200_000)
                .put(FrameSocket.bare(FrameKind.READY, 1))
                .put(frame(FrameKind.ANSWER, Long.MAX_VALUE, text))
                .put(FrameSocket.bare(FrameKind.PONG, 2))
                .flip();
        while (all.hasRemaining()) {
            ByteBuffer piece = all.slice(all.position(), Math.min(size, all.remaining()));
            all.position(all.position() + piece.remaining());
            assembly.accept(piece, frames::add);
            assertThat(piece.hasRemaining()).isFalse();
        }
        assertThat(frames).extracting(Frame::kind).containsExactly(FrameKind.READY, FrameKind.ANSWER, FrameKind.PONG);
        assertThat(frames).extracting(Frame::id).containsExactly(1L, Long.MAX_VALUE, 2L);
        assertThat(new String(frames.get(1).body(), UTF_8)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 8, Frame.LONGEST_BODY + 10, Integer.MAX_VALUE})
    void aLengthNoFrameHasIsRefused(int length) {
        ByteBuffer head = FrameSocket.bare(FrameKind.ANSWER, 1).putInt(0, length);
        assertThatThrownBy(() -> assembly.accept(head, frames::add)).isInstanceOf(ProtocolException.class);
        assertThat(frames).isEmpty();
    }

    @Test
    void aKindNobodyKnowsIsRefused() {
        for (byte kind : new byte[] {0, 6, 15, 20, 127, -1}) {
            ByteBuffer head = FrameSocket.bare(FrameKind.ANSWER, 1).put(Integer.BYTES, kind);
            assertThatThrownBy(() -> new FrameAssembly(room).accept(head, frames::add))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("unknown kind " + kind);
        }
    }

    @Test
    void aBodyWithoutRoomIsDroppedAndTheNextOneIsRead() throws Exception {
        assembly.accept(frame(FrameKind.ANSWER, 1, "x".repeat(300_000)), frames::add);
        assembly.accept(frame(FrameKind.ANSWER, 2, "x".repeat(2_000_000)), frames::add);
        assembly.accept(frame(FrameKind.ANSWER, 3, "y"), frames::add);
        assertThat(frames).extracting(Frame::isDropped).containsExactly(false, true, false);
        assertThat(frames).extracting(Frame::id).containsExactly(1L, 2L, 3L);
        assertThat(frames.get(0).body()).hasSize(300_000);
        assertThat(new String(frames.get(2).body(), UTF_8)).isEqualTo("y");
        assertThat(room.taken()).isEqualTo(300_000);
        frames.get(0).release();
        frames.get(0).release();
        assertThat(room.taken()).isZero();
    }

    @Test
    void aFrameThatIsNeverWholeGivesItsRoomBack() throws Exception {
        ByteBuffer half = frame(FrameKind.ANSWER, 1, "x".repeat(400_000)).limit(300_000);
        assembly.accept(half, frames::add);
        assertThat(room.taken()).isEqualTo(400_000);
        assembly.abandon();
        assertThat(room.taken()).isZero();
        assertThat(frames).isEmpty();
    }

    private static ByteBuffer frame(FrameKind kind, long id, String text) {
        byte[] body = text.getBytes(UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(Frame.HEAD + body.length).put(Frame.HEAD, body);
        return FrameSocket.head(frame, kind, id);
    }
}
