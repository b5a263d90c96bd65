package io.orka.build.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/** Sends the standard output and standard error of build code to the host, in order with all other messages. */
final class OutputLink extends OutputStream {

    private final Wire wire;
    private final CharsetDecoder decoder = UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 13);
    private final CharBuffer chars = CharBuffer.allocate(1 << 13);

    private OutputLink(Wire wire) {
        this.wire = wire;
    }

    /** Replaces standard output and standard error, even if build code has replaced them. */
    static void redirect(Wire wire) {
        PrintStream stream = new PrintStream(new BufferedOutputStream(new OutputLink(wire)), true, UTF_8);
        System.setOut(stream);
        System.setErr(stream);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] source, int offset, int length) throws IOException {
        for (int at = offset; at < offset + length; ) {
            int size = Math.min(offset + length - at, bytes.remaining());
            bytes.put(source, at, size).flip();
            decoder.decode(bytes, chars, false);
            bytes.compact();
            wire.send(new Message.Output(chars.flip().toString()));
            chars.clear();
            at += size;
        }
    }
}
