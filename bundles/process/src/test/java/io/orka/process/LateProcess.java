package io.orka.process;

import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/** A program that connects late, and is never ready. */
final class LateProcess {

    private LateProcess() {}

    public static void main(String[] args) throws Exception {
        Thread.sleep(1_000);
        try (SocketChannel unused = SocketChannel.open(UnixDomainSocketAddress.of(System.getenv("ORKA_SOCKET")))) {
            Thread.sleep(100_000);
        }
    }
}
