package io.orka.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests two ends of a connection. The other end does not read until the test starts its reader. */
class FrameSocketTest {

    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path directory;

    private FrameSocket socket;
    private FrameSocket other;

    @BeforeEach
    void connect() throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("s"));
        try (ServerSocketChannel server =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address)) {
            socket = new FrameSocket(SocketChannel.open(address), Room.ofHeap());
            other = new FrameSocket(server.accept(), Room.ofHeap());
        }
        start(() -> socket.read(frame -> {}));
    }

    @AfterEach
    void close() throws Exception {
        socket.close();
        other.close();
    }

    @Test
    void whatIsUrgentWaitsForTheFrameThatWasBegunAndForNoOther() throws Exception {
        for (int id = 1; id <= 4; id++) {
            socket.send(frame(id, 4 * MEGABYTE));
        }
        socket.sendFirst(FrameSocket.bare(FrameKind.PONG, 5));
        List<Long> ids = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(5);
        start(() -> other.read(frame -> {
            ids.add(frame.id());
            all.countDown();
        }));
        all.await();
        assertThat(ids).containsExactly(1L, 5L, 2L, 3L, 4L);
        assertThat(other.received()).isEqualTo(5L * Frame.HEAD + 16L * MEGABYTE);
    }

    @Test
    void whoLeavesTooMuchUnreadIsSentNothingMoreButWhatHasNoBody() throws Exception {
        ByteBuffer shared = ByteBuffer.allocate(Frame.HEAD + 60 * MEGABYTE);
        for (int i = 0; i < 5; i++) {
            assertThat(socket.send(FrameSocket.head(shared.duplicate(), FrameKind.CALL, i)))
                    .isTrue();
        }
        assertThatExceptionOfType(Unread.class).isThrownBy(() -> socket.send(frame(9, 1)));
        assertThat(socket.send(FrameSocket.bare(FrameKind.CANCEL, 1))).isTrue();
        start(() -> other.read(Frame::release));
        socket.sendAll(frame(10, 1)); // returns when it is read
    }

    @Test
    void whoWaitsForAllToBeSentLeavesWhenTheSocketIsClosed() throws Exception {
        Thread sender = start(() -> socket.sendAll(frame(1, 8 * MEGABYTE)));
        while (sender.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        socket.close();
        sender.join();
        assertThat(socket.send(frame(2, 1))).isFalse();
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Thread start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static ByteBuffer frame(long id, int length) {
        return FrameSocket.head(ByteBuffer.allocate(Frame.HEAD + length), FrameKind.CALL, id);
    }
}
