package io.orka.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jspecify.annotations.Nullable;

/** Handles the connection of one client, from the first frame to the last. */
final class Connection {

    private final FrameChannel frames;
    private final ShellHost host;
    private final Supplier<Optional<Runnable>> stop;
    private final ControlThreads threads;

    Connection(FrameChannel frames, ShellHost host, Supplier<Optional<Runnable>> stop, ControlThreads threads) {
        this.frames = requireNonNull(frames, "frames is null");
        this.host = requireNonNull(host, "host is null");
        this.stop = requireNonNull(stop, "stop is null");
        this.threads = requireNonNull(threads, "threads is null");
    }

    void serve() throws IOException {
        int version = frames.readVersion();
        if (version < 0) {
            return; // the client only checked that the host is running
        }
        if (version != ControlFrame.VERSION) {
            frames.write(ControlFrame.text(
                    ControlFrame.Type.REFUSED,
                    "the host uses protocol version " + ControlFrame.VERSION + ", but the client uses " + version));
            return;
        }
        frames.write(ControlFrame.text(ControlFrame.Type.HERE, ""));
        ControlFrame request = frames.read();
        if (request == null) {
            return;
        }
        switch (request.type()) {
            case EXEC -> exec(ExecRequest.read(request), true);
            case ASK -> exec(ExecRequest.read(request), false);
            case STOP -> stop();
            case SHELL -> shell(ShellRequest.read(request));
            default ->
                frames.write(ControlFrame.text(
                        ControlFrame.Type.REFUSED, "a " + request.type() + " frame is not a request"));
        }
    }

    private void stop() throws IOException {
        Optional<Runnable> begin = stop.get();
        if (begin.isEmpty()) {
            frames.write(ControlFrame.text(ControlFrame.Type.REFUSED, "it runs inside another program"));
            return;
        }
        // Stopping closes this connection, so the answer is sent first.
        frames.write(ControlFrame.of(
                ControlFrame.Type.ENDS,
                data -> data.writeLong(ProcessHandle.current().pid())));
        begin.get().run();
    }

    private void exec(ExecRequest request, boolean withPlugins) throws IOException {
        Thread running = Thread.currentThread();
        threads.start("orka-control-client", () -> untilClientEnds(running::interrupt));
        PrintStream out = new PrintStream(new FrameOutput(frames, ControlFrame.Type.OUT), true, UTF_8);
        PrintStream err = new PrintStream(new FrameOutput(frames, ControlFrame.Type.ERR), true, UTF_8);
        int failed = host.execute(
                request.commands(), InputStream.nullInputStream(), out, err, request.width(), request.color());
        frames.write(ControlFrame.number(ControlFrame.Type.EXIT, failed + (withPlugins ? host.inactive(err) : 0)));
    }

    private void shell(ShellRequest request) throws IOException {
        LineDisciplineTerminal terminal = new LineDisciplineTerminal(
                "orka", request.type(), new FrameOutput(frames, ControlFrame.Type.OUT), UTF_8);
        terminal.setSize(new Size(request.width(), request.height()));
        threads.start("orka-control-client", () -> type(terminal));
        try (terminal) {
            host.interactive(terminal, request.color(), Announcements.NONE);
            terminal.flush();
        }
        frames.write(ControlFrame.number(ControlFrame.Type.EXIT, 0));
    }

    private void untilClientEnds(Runnable end) {
        try {
            @Nullable ControlFrame ignored;
            do {
                ignored = frames.read();
            } while (ignored != null);
        } catch (IOException gone) {
            // treated like a regular end
        } finally {
            end.run();
        }
    }

    private void type(LineDisciplineTerminal terminal) {
        try {
            for (@Nullable ControlFrame frame = frames.read(); frame != null; frame = frames.read()) {
                if (frame.type() == ControlFrame.Type.INPUT) {
                    terminal.processInputBytes(frame.payload());
                } else if (frame.type() == ControlFrame.Type.RESIZE) {
                    DataInputStream data = frame.data();
                    terminal.setSize(new Size(data.readInt(), data.readInt()));
                    terminal.raise(Terminal.Signal.WINCH);
                }
            }
        } catch (IOException gone) {
            // treated like a regular end
        } finally {
            terminal.raise(Terminal.Signal.INT);
            closeQuietly(terminal);
        }
    }

    private static void closeQuietly(Terminal terminal) {
        try {
            terminal.close();
        } catch (IOException e) {
            // the terminal exists only in memory
        }
    }
}
