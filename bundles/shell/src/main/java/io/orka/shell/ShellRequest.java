package io.orka.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;

/**
 * An interactive session. On the wire: width and height as ints, then the type.
 *
 * @param type of the terminal, such as {@code xterm-256color}
 * @param width its columns
 * @param height its rows
 */
record ShellRequest(String type, int width, int height) {

    private static final int LONGEST_TYPE = 64;

    Frame frame() throws IOException {
        return Frame.of(Frame.Type.SHELL, data -> {
            data.writeInt(width);
            data.writeInt(height);
            data.write(type.getBytes(UTF_8));
        });
    }

    static ShellRequest read(Frame frame) throws IOException {
        DataInputStream data = frame.data();
        int width = data.readInt();
        int height = data.readInt();
        String type = new String(data.readNBytes(LONGEST_TYPE), UTF_8);
        // The type becomes part of a file's name where terminal descriptions are looked up.
        boolean known = type.matches("[A-Za-z0-9][A-Za-z0-9+._-]*");
        return new ShellRequest(known ? type : "dumb", width, height);
    }
}
