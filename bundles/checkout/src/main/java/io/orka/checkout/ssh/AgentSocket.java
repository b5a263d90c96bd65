package io.orka.checkout.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.eclipse.jgit.transport.sshd.agent.AbstractConnector;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an SSH agent by the JDK's sockets, since JGit's module for agents needs a native library. Another
 * thread can close the connection to end a wait for the agent.
 */
final class AgentSocket extends AbstractConnector {

    private final Path path;
    private volatile @Nullable SocketChannel channel;
    private volatile boolean closed;

    AgentSocket(Path path) {
        this.path = path;
    }

    @Override
    public boolean connect() {
        try {
            channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
            if (closed) {
                close();
            }
            return !closed;
        } catch (IOException | IllegalArgumentException none) {
            return false; // an unreachable agent is treated like no agent
        }
    }

    @Override
    public byte[] rpc(byte command, byte[] message) throws IOException {
        SocketChannel agent = channel;
        if (agent == null) {
            throw new EOFException("not connected to the ssh agent");
        }
        prepareMessage(command, message);
        ByteBuffer request = ByteBuffer.wrap(message);
        while (request.hasRemaining()) {
            agent.write(request);
        }
        byte[] length = read(agent, Integer.BYTES);
        return read(agent, toLength(command, length));
    }

    private static byte[] read(SocketChannel agent, int length) throws IOException {
        byte[] bytes = new byte[length];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            if (agent.read(buffer) < 0) {
                throw new EOFException("the ssh agent closed the connection");
            }
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        SocketChannel open = channel;
        if (open != null) {
            open.close();
        }
    }
}
