package io.orka.guest;

import io.orka.entry.BindFailure;
import io.orka.entry.Entrypoint;
import io.orka.entry.PluginInstance;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * Runs one plugin for the host that started this JVM, by the process protocol. This JVM exits when the connection
 * closes, even if the plugin is still busy.
 */
public final class GuestMain {

    private static final int CANNOT_SERVE = 2;
    private static final int FIRST_OF_CLASS_PATH = 5;

    private GuestMain() {}

    /**
     * Constructs the plugin and executes its calls.
     *
     * @param args the bundle's directory; the entrypoint's kind, class, method, and whether it is static; then the
     *     class path, one entry per argument
     */
    public static void main(String[] args) {
        String place = System.getenv("ORKA_SOCKET");
        if (place == null || args.length <= FIRST_OF_CLASS_PATH) {
            System.err.println(
                    "ORKA_SOCKET or arguments are missing: only Orka can start this program, which runs a plugin in a separate"
                            + " JVM");
            System.exit(CANNOT_SERVE);
            return;
        }
        Signals.install();
        GuestShutdown.watchExit();
        try {
            serve(SocketChannel.open(UnixDomainSocketAddress.of(place)), args);
        } catch (IOException e) {
            System.err.println("cannot reach the host: " + e);
            System.exit(CANNOT_SERVE);
        }
    }

    private static void serve(SocketChannel channel, String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        Entrypoint entrypoint =
                new Entrypoint(Entrypoint.Kind.valueOf(args[1]), args[2], args[3], Boolean.parseBoolean(args[4]));
        PluginLoader loader = PluginLoader.of(args, FIRST_OF_CLASS_PATH);
        Thread.currentThread().setContextClassLoader(loader);
        GuestServer server = new GuestServer(channel, loader);
        // The reading thread is separate, since the host may disconnect while the constructor runs. The thread keeps
        // this JVM alive.
        new Thread(server::read, "orka-guest").start();
        try {
            server.ready(PluginInstance.construct(entrypoint, loader, directory));
        } catch (BindFailure failure) {
            server.refuse(failure);
        }
    }
}
