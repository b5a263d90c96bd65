package io.orka.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** Connects to the shell of a running host. */
public final class ControlClient {

    /** The code of the failure when a host listens but does not answer; no command was sent to it. */
    public static final String SILENT = "ORKA-SHELL-18";

    /** The time limit for a host to accept a client, and then to answer it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private ControlClient() {}

    /**
     * Returns whether a host answers.
     *
     * @param socket the host's control socket
     * @return whether a host answers
     */
    public static boolean reachable(Path socket) {
        return SocketPlace.answers(socket.toAbsolutePath());
    }

    /**
     * Runs commands in order in the running host and waits for their end.
     *
     * @param socket the host's control socket
     * @param commands the commands, one line each
     * @param out receives results as UTF-8
     * @param err receives failures as UTF-8
     * @param width columns that lines should fit in; 0 for unlimited
     * @param color whether colors may be printed
     * @return the number of failed commands
     * @throws ShellFailure if no host answers, or if the connection breaks; with {@link #SILENT} if a host listens but
     *     is silent for 10 seconds
     */
    public static int exec(
            Path socket, List<String> commands, PrintStream out, PrintStream err, int width, boolean color) {
        return run(ControlFrame.Type.EXEC, socket, new ExecRequest(commands, width, color), out, err);
    }

    /**
     * Runs one command in the running host and waits for its end. Plugins that are not active are not failures.
     *
     * @param socket the host's control socket
     * @param command one line
     * @param out receives the result as UTF-8
     * @param err receives the failure as UTF-8
     * @param width columns that lines should fit in; 0 for unlimited
     * @param color whether colors may be printed
     * @return whether the command succeeded
     * @throws ShellFailure if no host answers, or if the connection breaks
     */
    public static boolean ask(Path socket, String command, PrintStream out, PrintStream err, int width, boolean color) {
        return run(ControlFrame.Type.ASK, socket, new ExecRequest(List.of(command), width, color), out, err) == 0;
    }

    private static int run(ControlFrame.Type type, Path socket, ExecRequest request, PrintStream out, PrintStream err) {
        try (FrameChannel frames = open(socket)) {
            greet(frames, socket);
            frames.write(request.frame(type));
            return receive(frames, out, err);
        } catch (IOException e) {
            throw lost(socket, e);
        }
    }

    /**
     * Requests a stop of the running host. The host then begins to stop, and running calls can finish.
     *
     * @param socket the host's control socket
     * @return the host's process ID
     * @throws ShellFailure if no host answers, or if the host runs inside another program
     */
    public static long stop(Path socket) {
        try (FrameChannel frames = open(socket)) {
            greet(frames, socket);
            frames.write(new ControlFrame(ControlFrame.Type.STOP, new byte[0]));
            @Nullable ControlFrame answer = frames.read();
            if (answer == null) {
                throw new IOException("the host closed the connection");
            }
            if (answer.type() != ControlFrame.Type.ENDS) {
                throw new ShellFailure(
                        "ORKA-SHELL-19",
                        "the host cannot be stopped by this command: " + Plain.line(answer.text()),
                        "Stop that program.");
            }
            return answer.data().readLong();
        } catch (IOException e) {
            throw lost(socket, e);
        }
    }

    /**
     * Runs an interactive session of the running host on a local terminal, until the session ends. The terminal's
     * settings are restored.
     *
     * @param socket the host's control socket
     * @param local the user's terminal
     * @return 0
     * @throws ShellFailure if no host answers, or if the connection breaks; with {@link #SILENT} if a host listens but
     *     is silent for 10 seconds
     */
    public static int shell(Path socket, Terminal local) {
        Attributes before = local.getAttributes();
        try (FrameChannel frames = open(socket)) {
            greet(frames, socket);
            frames.write(new ShellRequest(local.getType(), local.getWidth(), local.getHeight(), Style.takesColor(local))
                    .frame());
            local.setAttributes(raw(before));
            Terminal.SignalHandler resized = local.handle(Terminal.Signal.WINCH, signal -> resize(frames, local));
            Thread typing = new Thread(() -> type(frames, local), "orka-shell-input");
            typing.setDaemon(true);
            typing.start();
            try {
                PrintStream out = new PrintStream(local.output(), true);
                return receive(frames, out, out);
            } finally {
                local.handle(Terminal.Signal.WINCH, resized);
                local.setAttributes(before);
            }
        } catch (IOException e) {
            throw lost(socket, e);
        }
    }

    /** Switches the terminal to raw mode: bytes pass unchanged in both directions. */
    private static Attributes raw(Attributes before) {
        Attributes raw = new Attributes(before);
        raw.setLocalFlags(
                EnumSet.of(
                        Attributes.LocalFlag.ICANON,
                        Attributes.LocalFlag.ECHO,
                        Attributes.LocalFlag.IEXTEN,
                        Attributes.LocalFlag.ISIG),
                false);
        raw.setInputFlags(
                EnumSet.of(Attributes.InputFlag.IXON, Attributes.InputFlag.ICRNL, Attributes.InputFlag.INLCR), false);
        raw.setOutputFlag(Attributes.OutputFlag.OPOST, false);
        raw.setControlChar(Attributes.ControlChar.VMIN, 1);
        raw.setControlChar(Attributes.ControlChar.VTIME, 0);
        return raw;
    }

    private static int receive(FrameChannel frames, PrintStream out, PrintStream err) throws IOException {
        for (@Nullable ControlFrame frame = frames.read(); frame != null; frame = frames.read()) {
            switch (frame.type()) {
                case OUT -> print(frame, out);
                case ERR -> print(frame, err);
                case EXIT -> {
                    return frame.data().readInt();
                }
                default -> throw foreign(frame);
            }
        }
        throw new IOException("the host closed the connection");
    }

    /**
     * Waits for the first frame of the host. Before that frame, the client sends no command that the host could run
     * after the timeout of the client.
     */
    private static void greet(FrameChannel frames, Path socket) throws IOException {
        frames.writeVersion();
        if (!frames.awaitReadable(PATIENCE)) {
            throw silent(socket, null);
        }
        ControlFrame answer = frames.read();
        if (answer == null) {
            throw new IOException("the host closed the connection");
        }
        if (answer.type() != ControlFrame.Type.HERE) {
            throw foreign(answer);
        }
    }

    private static ShellFailure foreign(ControlFrame frame) {
        return new ShellFailure(
                "ORKA-SHELL-13",
                frame.type() == ControlFrame.Type.REFUSED
                        ? Plain.line(frame.text())
                        : "the host sent a " + frame.type() + " frame",
                "Use the orka command of the same version as the running host.");
    }

    private static void print(ControlFrame frame, PrintStream to) {
        to.write(frame.payload(), 0, frame.payload().length);
        to.flush();
    }

    private static void type(FrameChannel frames, Terminal local) {
        byte[] typed = new byte[4096];
        try {
            for (int count = local.input().read(typed);
                    count >= 0;
                    count = local.input().read(typed)) {
                frames.write(new ControlFrame(ControlFrame.Type.INPUT, Arrays.copyOf(typed, count)));
            }
            frames.end();
        } catch (IOException e) {
            // the session has ended; the receiving thread reports it
        }
    }

    private static void resize(FrameChannel frames, Terminal local) {
        try {
            frames.write(ControlFrame.of(ControlFrame.Type.RESIZE, data -> {
                data.writeInt(local.getWidth());
                data.writeInt(local.getHeight());
            }));
        } catch (IOException e) {
            // the session has ended; the receiving thread reports it
        }
    }

    private static FrameChannel open(Path socket) {
        try {
            return new FrameChannel(SocketPlace.connect(socket.toAbsolutePath(), PATIENCE));
        } catch (SocketTimeoutException e) {
            throw silent(socket, e);
        } catch (IOException e) {
            throw new ShellFailure("ORKA-SHELL-10", "no host answers at " + socket, "Start a host: orka run", e);
        }
    }

    private static ShellFailure silent(Path socket, @Nullable IOException cause) {
        return new ShellFailure(
                SILENT,
                "the host at " + socket + " has not answered within " + PATIENCE.toSeconds() + " seconds",
                "Check whether the host's process is suspended, or lacks threads or file descriptors.",
                cause);
    }

    private static ShellFailure lost(Path socket, IOException cause) {
        return new ShellFailure(
                "ORKA-SHELL-17",
                "the connection to the host at " + socket + " closed unexpectedly: " + cause.getMessage(),
                "Check that the host is still running, then try again.",
                cause);
    }
}
