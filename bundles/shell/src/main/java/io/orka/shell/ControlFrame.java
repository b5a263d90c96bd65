package io.orka.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One message between a client and the running host.
 *
 * <p>The client sends the byte {@value #VERSION}. Then both sides send frames: one byte for the type, four bytes for
 * the length of the payload (big-endian), and the payload. The host sends {@code HERE}. Only then does the client send
 * its request, so that a host that does not answer in time never gets a request. A request is one of:
 *
 * <ul>
 *   <li>{@code EXEC}, {@code ASK} or {@code SHELL}: the host sends any number of {@code OUT} and {@code ERR}, and ends
 *       with {@code EXIT}, or rejects the request with {@code REFUSED}.
 *   <li>{@code STOP}: the host answers with {@code ENDS} or {@code REFUSED}.
 * </ul>
 *
 * <p>In a shell the client sends {@code INPUT} and {@code RESIZE} at any time. Strings are UTF-8.
 *
 * @param type the meaning of the message
 * @param payload the content, as {@link Type} specifies; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // frames are passed on, never compared
record ControlFrame(Type type, byte[] payload) {

    /** The version of this protocol. */
    static final int VERSION = 2;

    /** The longest payload that client and host accept. */
    static final int LONGEST = 4 * 1024 * 1024;

    /** The meanings; the letter is the byte on the wire. */
    enum Type {
        /** To the host: an {@link ExecRequest}. */
        EXEC('E'),
        /** To the host: an {@link ExecRequest} whose exit number counts failed commands only, not inactive plugins. */
        ASK('A'),
        /** To the host: stop; no payload. */
        STOP('Q'),
        /** To the host: a {@link ShellRequest}. */
        SHELL('S'),
        /** To the host: bytes typed. */
        INPUT('I'),
        /** To the host: the terminal's width and height now, as two ints. */
        RESIZE('R'),
        /** To the client: the host is ready for a request. */
        HERE('H'),
        /** To the client: bytes for its standard output. */
        OUT('O'),
        /** To the client: bytes for its standard error. */
        ERR('X'),
        /** To the client: the end; an int, the number of failed commands. */
        EXIT('Z'),
        /** To the client: the host begins to stop; a long, its process ID. */
        ENDS('P'),
        /** To the client: the reason for the rejection of the request, in one line. */
        REFUSED('N');

        private final byte code;

        Type(char code) {
            this.code = (byte) code;
        }

        byte code() {
            return code;
        }

        static @Nullable Type of(byte code) {
            for (Type type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            return null;
        }
    }

    /** Writes a payload field by field. */
    interface Writing {
        void to(DataOutputStream data) throws IOException;
    }

    static ControlFrame of(Type type, Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writing.to(new DataOutputStream(bytes));
        return new ControlFrame(type, bytes.toByteArray());
    }

    static ControlFrame number(Type type, int value) throws IOException {
        return of(type, data -> data.writeInt(value));
    }

    static ControlFrame text(Type type, String text) {
        return new ControlFrame(type, text.getBytes(UTF_8));
    }

    DataInputStream data() {
        return new DataInputStream(new ByteArrayInputStream(payload));
    }

    String text() {
        return new String(payload, UTF_8);
    }
}
