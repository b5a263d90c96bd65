package io.orka.process;

import io.orka.wire.FrameKind;
import io.orka.wire.FrameSocket;
import io.orka.wire.Room;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/**
 * A program that connects late and becomes ready late: each step takes less than two seconds, and both together take
 * more.
 */
final class LateProcess {

    private LateProcess() {}

    public static void main(String[] args) throws Exception {
        Thread.sleep(1_200);
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(System.getenv("ORKA_SOCKET")));
        try (FrameSocket socket = new FrameSocket(channel, Room.ofHeap())) {
            Thread.sleep(1_200);
            socket.send(FrameSocket.bare(FrameKind.READY, 1));
            socket.read(frame -> {});
        }
    }
}
