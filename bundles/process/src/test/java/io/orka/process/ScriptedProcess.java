package io.orka.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/**
 * A program that implements the protocol byte by byte. A method such as {@code L10} returns a string of that length.
 * {@code Slowly} sends a piece of its response at each heartbeat, and answers heartbeats only after the last piece.
 * {@code Silently} ignores several heartbeats and then responds.
 */
final class ScriptedProcess {

    private static final int CALL = 1;
    private static final int PING = 3;
    private static final int CLOSE = 4;
    private static final int READY = 16;
    private static final int ANSWER = 17;
    private static final int PONG = 19;
    private static final int HEAD = 9;
    private static final int PIECES = 8;

    private final DataInputStream in;
    private final DataOutputStream out;
    private int pieces;
    private int silent;
    private long silentCall;

    private ScriptedProcess(SocketChannel channel) {
        in = new DataInputStream(Channels.newInputStream(channel));
        out = new DataOutputStream(Channels.newOutputStream(channel));
    }

    public static void main(String[] args) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(System.getenv("ORKA_SOCKET")));
        try {
            new ScriptedProcess(channel).serve();
        } catch (EOFException e) {
            System.out.println("the host is gone");
        }
    }

    private void serve() throws IOException {
        send(READY, 1, "");
        while (true) {
            byte[] body = new byte[in.readInt() - HEAD];
            int kind = in.readByte();
            long id = in.readLong();
            in.readFully(body);
            if (kind == CLOSE) {
                return;
            } else if (kind == CALL) {
                call(id, new String(body, UTF_8));
            } else if (kind == PING && pieces > 0) {
                piece();
            } else if (kind == PING && silent > 0) {
                silent--;
                if (silent == 0) {
                    send(ANSWER, silentCall, answer(1));
                }
            } else if (kind == PING) {
                send(PONG, id, "");
            }
        }
    }

    private void call(long id, String body) throws IOException {
        String method = body.replaceFirst(".*\"method\":\"(\\w+)\".*", "$1");
        if (method.equals("Silently")) {
            silent = PIECES;
            silentCall = id;
        } else if (method.equals("Say")) {
            System.err.println("panic: of an earlier call");
            send(ANSWER, id, answer(1));
        } else if (method.equals("Crash")) {
            StringBuilder stack = new StringBuilder("panic: the password is wrong\n\ngoroutine 7 [running]:\n");
            for (int i = 0; i < 50_000; i++) {
                stack.append("main.deep(0x7)\n\t/main.go:").append(i).append(" +0x1d\n");
            }
            System.err.print(stack);
            System.exit(2);
        } else if (method.equals("Exit")) {
            System.exit(3);
        } else if (method.equals("Flood")) {
            byte[] lines = "a line of output\n".repeat(100_000).getBytes(UTF_8);
            for (int i = 0; i < 60; i++) {
                System.out.write(lines);
            }
            System.out.println("the last line of all");
            System.out.flush();
            send(ANSWER, id, answer(1));
        } else if (method.equals("FloodOfBytes")) {
            byte[] bytes = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                System.out.write(bytes);
            }
            System.out.flush();
            send(ANSWER, id, answer(1));
        } else if (method.equals("Slowly")) {
            pieces = PIECES;
            out.writeInt(HEAD + answer(PIECES).length());
            out.writeByte(ANSWER);
            out.writeLong(id);
            out.writeBytes(answer(0).replace("\"}", ""));
        } else {
            send(ANSWER, id, answer(Integer.parseInt(method.substring(1))));
        }
    }

    private void piece() throws IOException {
        pieces--;
        out.writeBytes(pieces == 0 ? "x\"}" : "x");
    }

    private static String answer(int length) {
        return "{\"success\":true,\"data\":\"" + "x".repeat(length) + "\"}";
    }

    private void send(int kind, long id, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        out.writeInt(HEAD + bytes.length);
        out.writeByte(kind);
        out.writeLong(id);
        out.write(bytes);
    }
}
