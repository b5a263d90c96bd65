package io.orka.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands to run in order. On the wire: width, color and number of commands as ints, then the length and the bytes of
 * each command.
 *
 * @param commands the commands, one line each
 * @param width columns of the client's terminal; 0 for unlimited
 * @param color whether the terminal supports colors
 */
record ExecRequest(List<String> commands, int width, boolean color) {

    ExecRequest {
        commands = List.copyOf(commands);
    }

    ControlFrame frame(ControlFrame.Type type) throws IOException {
        return ControlFrame.of(type, data -> {
            data.writeInt(width);
            data.writeInt(color ? 1 : 0);
            data.writeInt(commands.size());
            for (String command : commands) {
                byte[] bytes = command.getBytes(UTF_8);
                data.writeInt(bytes.length);
                data.write(bytes);
            }
        });
    }

    static ExecRequest read(ControlFrame frame) throws IOException {
        DataInputStream data = frame.data();
        int width = data.readInt();
        boolean color = data.readInt() != 0;
        int count = data.readInt();
        List<String> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = data.readInt();
            byte[] bytes = data.readNBytes(Math.max(0, length));
            if (bytes.length != length) {
                throw new IOException("a command of " + length + " bytes has " + bytes.length);
            }
            commands.add(new String(bytes, UTF_8));
        }
        return new ExecRequest(commands, Math.max(0, width), color);
    }
}
