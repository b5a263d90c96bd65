package io.orka.build.worker;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.maven.shared.utils.logging.MessageUtils;
import org.codehaus.plexus.PlexusContainerException;
import org.jspecify.annotations.Nullable;

/** The build worker: runs one job after another until the host disconnects. */
public final class WorkerMain {

    private static final int PAUSE_SECONDS = 2;

    private final Wire wire;
    private final JavacBuild javac;
    private final MavenBuild maven;
    private final JvmSettings settings;
    private final LeftThreads threads;

    private WorkerMain(Wire wire, JavacBuild javac, MavenBuild maven, JvmSettings settings, LeftThreads threads) {
        this.wire = wire;
        this.javac = javac;
        this.maven = maven;
        this.settings = settings;
        this.threads = threads;
    }

    /**
     * Connects to the host and runs its jobs.
     *
     * @param args the host's socket, Maven's home, the user's Maven settings, the SDK's jar, its version, the worker's
     *     directory, which the worker deletes before it exits
     * @throws IOException if the host cannot be reached
     * @throws PlexusContainerException if Maven cannot be set up
     * @throws InterruptedException never, since the main thread is not interrupted
     */
    public static void main(String[] args) throws IOException, PlexusContainerException, InterruptedException {
        Path directory = Path.of(args[5]);
        Wire wire = new Wire(connect(args[0], directory));
        BlockingQueue<Message.Build> jobs = new LinkedBlockingQueue<>();
        Thread listener = new Thread(() -> listen(wire, jobs, directory), "host");
        listener.setDaemon(true);
        listener.start();

        MessageUtils.setColorEnabled(false);
        MavenContainer container = MavenContainer.open();
        SdkWorkspace sdk = new SdkWorkspace(Path.of(args[3]), args[4], directory);
        MavenRequests requests = new MavenRequests(container, wire, sdk, Path.of(args[1]), Path.of(args[2]));
        MavenBuild maven = new MavenBuild(requests);
        WorkerMain worker = new WorkerMain(
                wire, new JavacBuild(wire, Path.of(args[3])), maven, JvmSettings.now(), LeftThreads.since());
        while (true) {
            worker.serve(next(jobs));
        }
    }

    /** Waits for a job. After a longer wait, runs the garbage collector, since a build leaves much garbage. */
    private static Message.Build next(BlockingQueue<Message.Build> jobs) throws InterruptedException {
        Message.Build job = jobs.poll(PAUSE_SECONDS, TimeUnit.SECONDS);
        if (job != null) {
            return job;
        }
        System.gc();
        return jobs.take();
    }

    /** Connects to the host. Deletes the worker's directory if the host has ended while the worker was starting. */
    private static SocketChannel connect(String socket, Path directory) throws IOException {
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(socket));
            return channel;
        } catch (IOException e) {
            FreshDirectory.remove(directory);
            throw e;
        }
    }

    private void serve(Message.Build job) throws IOException, InterruptedException {
        Properties properties = (Properties) System.getProperties().clone();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        OutputLink.redirect(wire);
        Message answer;
        try {
            answer = job.builder() == Message.Builder.MAVEN ? maven.build(job) : javac.build(job);
        } catch (FailedBuild e) {
            answer = e.message();
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            answer = new FailedBuild(FailureKind.OTHER, e.toString()).message();
        }
        System.out.flush();
        System.setProperties(properties);
        Thread.currentThread().setContextClassLoader(loader);
        List<String> left = new ArrayList<>(settings.putBack());
        left.addAll(threads.find());
        if (!left.isEmpty()) {
            wire.send(new Message.Left(left));
        }
        wire.send(answer);
    }

    /** Receives jobs. When the connection closes, the host has ended, and the processes of the build are killed. */
    private static void listen(Wire wire, BlockingQueue<Message.Build> jobs, Path directory) {
        try {
            @Nullable Message message = wire.receive();
            while (message instanceof Message.Build job) {
                jobs.add(job);
                message = wire.receive();
            }
        } catch (IOException e) {
            System.err.println("The host has ended: " + e);
        }
        new ProcessTree(ProcessHandle.current(), System.getenv().getOrDefault(ProcessTree.MARKER, "none"))
                .endChildren();
        try {
            FreshDirectory.remove(directory);
        } catch (IOException e) {
            System.err.println("Could not clean up: " + e);
        }
        Runtime.getRuntime().halt(0);
    }
}
