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
 * <p>The client sends the byte {@value #VERSION}, then both sides send frames: one byte for the type, four bytes for the
 * length of the payload, highest first, and the payload. The host says {@code HERE}, and only then the client says what it
 * wants, since it does not wait for a host that says nothing: its first frame is {@code EXEC}, {@code ASK} or {@code SHELL};
 * the host answers with any number of {@code OUT} and {@code ERR}, and ends with {@code EXIT}, or refuses with
 * {@code REFUSED}. Or it is {@code STOP}, which is answered by {@code ENDS} or
 * {@code REFUSED}. In a shell the client sends {@code INPUT} and {@code RESIZE} at any time. Texts are UTF-8.
 *
 * @param type what it means
 * @param payload its content, as {@link Type} says; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // frames are passed on, never compared
record ControlFrame(Type type, byte[] payload) {

    /** The version of this protocol. */
    static final int VERSION = 2;

    /** The longest payload either side accepts. */
    static final int LONGEST = 4 * 1024 * 1024;

    /** The meanings; the letter is the byte on the wire. */
    enum Type {
        /** To the host: an {@link ExecRequest}. */
        EXEC('E'),
        /** To the host: an {@link ExecRequest} of which only the commands count, and not whether all plugins are active. */
        ASK('A'),
        /** To the host: that it shall end; no payload. */
        STOP('Q'),
        /** To the host: a {@link ShellRequest}. */
        SHELL('S'),
        /** To the host: bytes typed. */
        INPUT('I'),
        /** To the host: the terminal's width and height now, as two ints. */
        RESIZE('R'),
        /** To the client: the host listens to it. */
        HERE('H'),
        /** To the client: bytes for its standard output. */
        OUT('O'),
        /** To the client: bytes for its standard error. */
        ERR('X'),
        /** To the client: it is over; an int, the number of failed commands. */
        EXIT('Z'),
        /** To the client: the host begins to end; a long, its process. */
        ENDS('P'),
        /** To the client: why nothing was done, in one line. */
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
