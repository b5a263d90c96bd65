package io.orka.guest;

import io.orka.entry.BindFailure;
import io.orka.entry.PluginInstance;
import io.orka.sdk.Probe;
import io.orka.sdk.Response;
import io.orka.wire.Frame;
import io.orka.wire.FrameKind;
import io.orka.wire.FrameSocket;
import io.orka.wire.Protocol;
import io.orka.wire.Room;
import io.orka.wire.Workspace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads the host's frames, and executes each call on a separate thread. */
final class GuestServer {

    private static final long IDLE_SECONDS = 10;

    private static final int WRITING_TIMES = 3;

    private final FrameSocket socket;
    private final Room room;
    private final Workspace workspace = Workspace.ofHeap();
    private final ClassLoader loader;
    private final Map<Long, RunningCall> running = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);
    private volatile @Nullable PluginInstance plugin;

    GuestServer(SocketChannel channel, ClassLoader loader) throws IOException {
        this.room = Room.ofHeap();
        this.socket = new FrameSocket(channel, room);
        this.loader = loader;
    }

    private Thread thread(Runnable job) {
        Thread thread = new Thread(job, "orka-call");
        thread.setDaemon(true);
        return thread;
    }

    /** Reports to the host that the plugin is ready for calls. */
    void ready(PluginInstance constructed) throws IOException {
        plugin = constructed;
        ByteBuffer frame = GuestCodec.ready(constructed.object() instanceof Probe);
        socket.send(FrameSocket.head(frame, FrameKind.READY, Protocol.VERSION));
    }

    /** Reports to the host why the plugin cannot be constructed. The host then kills this JVM. */
    void refuse(BindFailure failure) throws IOException {
        socket.send(FrameSocket.head(GuestCodec.refusal(failure), FrameKind.FAULT, 0));
    }

    /** Reads until the host disconnects, and then halts this JVM. */
    void read() {
        int code = 0;
        try {
            socket.read(this::heard);
        } catch (IOException e) {
            System.err.println("the connection to the host broke: " + e);
        } catch (Throwable e) { // without this thread the process cannot receive calls
            e.printStackTrace();
            code = 1;
        } finally {
            Runtime.getRuntime().halt(code);
        }
    }

    private void heard(Frame frame) {
        switch (frame.kind()) {
            case CALL, PROBE -> begin(frame);
            case CANCEL -> {
                RunningCall call = running.get(frame.id());
                if (call != null) {
                    threads.execute(call::cancel); // the plugin's cancel actions may block
                }
            }
            case PING -> pong(frame.id());
            case CLOSE -> {
                PluginInstance instance = plugin;
                GuestShutdown.begin(instance == null ? null : instance.object(), loader);
            }
            default -> System.err.println(frame.kind() + " is not a frame that a host may send");
        }
    }

    private void begin(Frame frame) {
        PluginInstance instance = plugin;
        if (instance == null) {
            throw new IllegalStateException("received a call before the plugin was ready");
        }
        if (frame.isDropped()) {
            answer(frame.id(), Outcome.noRoom(room.most()));
            return;
        }
        RunningCall call = frame.kind() == FrameKind.CALL
                ? new RunningCall(instance.call(), loader, workspace, frame)
                : new RunningCall(
                        (context, request) -> {
                            if (instance.object() instanceof Probe probe) {
                                probe.probe();
                            }
                            return Response.ok(null);
                        },
                        loader,
                        workspace,
                        frame);
        running.put(frame.id(), call);
        try {
            threads.execute(() -> run(frame.id(), call));
        } catch (Throwable noThread) { // such as an error when the machine cannot start more threads
            answer(frame.id(), Outcome.threw(noThread));
        }
    }

    /**
     * Runs a call and sends the answer. The workspace limits the memory of all answers that are being encoded or sent.
     */
    private void run(long id, RunningCall call) {
        RunningCall.Given given = call.run();
        running.remove(id);
        try (Workspace.Use use = workspace.use(given.length(), WRITING_TIMES)) {
            Outcome outcome = given.outcome();
            socket.sendAll(FrameSocket.head(outcome.body(), outcome.kind(), id));
        } catch (IOException e) {
            hostIsGone(e);
        } catch (InterruptedException e) { // the plugin has interrupted this thread; the frame is still sent
            Thread.currentThread().interrupt();
        }
    }

    /** Sends a short answer without waiting for the host to read it. */
    private void answer(long id, Outcome outcome) {
        running.remove(id);
        try {
            socket.sendFirst(FrameSocket.head(outcome.body(), outcome.kind(), id));
        } catch (IOException e) {
            hostIsGone(e);
        }
    }

    private void pong(long id) {
        try {
            socket.sendFirst(FrameSocket.bare(FrameKind.PONG, id));
        } catch (IOException e) {
            hostIsGone(e);
        }
    }

    /** Halts this JVM, since the host cannot be reached. */
    private static void hostIsGone(IOException e) {
        System.err.println("cannot reach the host: " + e);
        Runtime.getRuntime().halt(1);
    }
}
