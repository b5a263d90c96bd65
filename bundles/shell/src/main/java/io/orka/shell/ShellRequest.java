package io.orka.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import org.jline.terminal.Terminal;

/**
 * An interactive session. On the wire: width, height and color as ints, then the type.
 *
 * @param type the type of the terminal, such as {@code xterm-256color}
 * @param width columns of the terminal
 * @param height rows of the terminal
 * @param color whether the user wants colors
 */
record ShellRequest(String type, int width, int height, boolean color) {

    private static final int LONGEST_TYPE = 64;

    ControlFrame frame() throws IOException {
        return ControlFrame.of(ControlFrame.Type.SHELL, data -> {
            data.writeInt(width);
            data.writeInt(height);
            data.writeInt(color ? 1 : 0);
            data.write(type.getBytes(UTF_8));
        });
    }

    static ShellRequest read(ControlFrame frame) throws IOException {
        DataInputStream data = frame.data();
        int width = data.readInt();
        int height = data.readInt();
        boolean color = data.readInt() != 0;
        String type = new String(data.readNBytes(LONGEST_TYPE), UTF_8);
        // The type becomes part of a file name when terminal descriptions are looked up.
        boolean known = type.matches("[A-Za-z0-9][A-Za-z0-9+._-]*");
        return new ShellRequest(known ? type : Terminal.TYPE_DUMB, Math.max(0, width), Math.max(0, height), color);
    }
}
