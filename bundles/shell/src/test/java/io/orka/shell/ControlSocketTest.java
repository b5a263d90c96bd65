package io.orka.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orka.plugins.PluginState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlSocketTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private RunningShell shell;
    private Path socket;
    private final List<ControlSocket> open = new ArrayList<>();
    private final AtomicInteger stops = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        shell = new RunningShell(directory.resolve("cache"));
        shell.plugins.statuses.removeIf(status -> status.state() == PluginState.FAILED);
        socket = directory.resolve("run/control");
    }

    @AfterEach
    void stop() throws Exception {
        open.forEach(ControlSocket::close);
        shell.stop();
    }

    private Optional<Runnable> stopAsked() {
        return Optional.of(stops::incrementAndGet);
    }

    private void listen() {
        open.add(new ControlSocket(socket, shell.host, this::stopAsked));
    }

    private record Result(int failed, String out, String err) {}

    private Result exec(String... commands) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int failed = ControlClient.exec(
                socket,
                List.of(commands),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                60,
                false);
        return new Result(failed, out.toString(UTF_8), err.toString(UTF_8));
    }

    @Test
    void commandsRunInTheHost() {
        listen();
        assertThat(exec("call hello HelloWorld name=grüße", "nonsense"))
                .isEqualTo(new Result(
                        1,
                        "{\"success\":true,\"data\":{\"name\":\"grüße\"}}\n",
                        "ORKA-SHELL-02: unknown command 'nonsense'. Run 'orka:help' for the list.\n"));
        assertThat(exec("list").out().lines()).allMatch(line -> line.length() <= 60 || line.contains("ORKA-"));
        assertThat(ControlClient.reachable(socket)).isTrue();

        open.forEach(ControlSocket::close);

        assertThat(ControlClient.reachable(socket)).isFalse();
        assertThat(socket).doesNotExist();
    }

    @Test
    void aPluginThatDoesNotServeCountsAsAFailure() {
        shell.plugins.statuses.add(new InMemoryPlugins().statuses.get(2));
        listen();
        assertThat(exec("plan").failed()).isEqualTo(1);
        assertThat(exec("plan").err())
                .isEqualTo("Not active:\ntelegram@v0.1.0 BUILDING ORKA-BUILD-03: Telegram.java:12: ';' expected."
                        + " Fix the source and reload.\n");
    }

    @Test
    void ofACommandThatIsAskedOnlyItselfCounts() {
        shell.plugins.statuses.add(new InMemoryPlugins().statuses.get(2));
        listen();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, UTF_8);

        assertThat(ControlClient.ask(socket, "wait hello", out, out, 0, false)).isTrue();
        assertThat(ControlClient.ask(socket, "status", out, out, 0, false)).isFalse();
        assertThat(bytes.toString(UTF_8))
                .startsWith("Active: hello@v0.1.0.\nOrka 0.1.0 on /srv/orka\n")
                .containsOnlyOnce("ORKA-BUILD-03");
    }

    @Test
    void aClientAsksTheHostToEnd() {
        listen();

        assertThat(ControlClient.stop(socket)).isEqualTo(ProcessHandle.current().pid());
        await(() -> stops.get() == 1);
    }

    @Test
    void aHostThatEndsWithItsProgramRefusesToEnd() {
        open.add(new ControlSocket(socket, shell.host, Optional::empty));

        assertThatThrownBy(() -> ControlClient.stop(socket))
                .isInstanceOfSatisfying(
                        ShellFailure.class,
                        failure -> assertThat(failure.line())
                                .isEqualTo(
                                        "ORKA-SHELL-19: the host cannot be stopped by this command: it runs inside another program."
                                                + " Stop that program."));
    }

    @Test
    void pipesWork() {
        listen();

        assertThat(exec("orka:list | grep v0.2.0").out().lines())
                .singleElement()
                .asString()
                .startsWith("hello")
                .doesNotContain("\u001b");
    }

    @Test
    void onlyTheOwnerGetsIn() throws IOException {
        listen();
        assertThat(mode(socket)).isEqualTo("rw-------");
        assertThat(mode(socket.resolveSibling("."))).isEqualTo("rwx------");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aDirectoryThatOthersWriteToIsRefusedAndLeftAsItIs() throws IOException {
        Files.createDirectories(socket.getParent());
        Files.setPosixFilePermissions(socket.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> new ControlSocket(socket, shell.host, this::stopAsked))
                .isInstanceOfSatisfying(
                        ShellFailure.class,
                        failure -> assertThat(failure.line())
                                .startsWith("ORKA-SHELL-12")
                                .contains("is writable by others"));
        assertThat(mode(socket.resolveSibling("."))).isEqualTo("rwxrwxrwx");
    }

    @Test
    void aPathTooLongForASocketNamesAnother() throws IOException {
        socket = directory.resolve("long".repeat(30)).resolve("control");
        listen();
        Path place = Path.of(Files.readString(socket));
        assertThat(mode(socket)).isEqualTo("rw-------");
        assertThat(mode(place)).isEqualTo("rw-------");
        assertThat(mode(place.resolveSibling("."))).isEqualTo("rwx------");
        assertThat(exec("plan").failed()).isZero();

        open.forEach(ControlSocket::close);

        assertThat(socket).doesNotExist();
        assertThat(place.resolveSibling(".")).doesNotExist();
    }

    @Test
    void whatADeadHostLeftBehindIsTakenAway() throws IOException {
        Files.createDirectories(socket.getParent());
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(socket).exists();

        listen();
        assertThat(exec("plan").failed()).isZero();
    }

    @Test
    void twoHostsDoNotShareASocket() {
        listen();
        assertThatThrownBy(() -> new ControlSocket(socket, shell.host, this::stopAsked))
                .isInstanceOfSatisfying(
                        ShellFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("ORKA-SHELL-11"));
        assertThat(exec("plan").failed()).isZero();
    }

    private void await(Supplier<Boolean> condition) {
        while (!condition.get()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aSocketThatIsDeletedComesBackAndSessionsGoOn() throws Exception {
        listen();
        ScreenOutput screen = new ScreenOutput();
        try (LineDisciplineTerminal local = terminal(screen)) {
            Thread client = new Thread(() -> ControlClient.shell(socket, local));
            client.start();
            screen.await("orka> ");

            Files.delete(socket);
            await(() -> ControlClient.reachable(socket));
            assertThat(mode(socket)).isEqualTo("rw-------");
            assertThat(exec("plan").failed()).isZero();

            Files.delete(socket);
            Files.delete(socket.getParent());
            await(() -> ControlClient.reachable(socket));
            assertThat(mode(socket.resolveSibling("."))).isEqualTo("rwx------");
            assertThat(exec("plan").failed()).isZero();

            local.processInputBytes("rollback hello\rexit\r".getBytes(UTF_8));
            client.join();
            assertThat(shell.plugins.done).containsExactly("rollback hello");
        }
    }

    @Test
    void aSocketThatIsReplacedComesBack() throws Exception {
        listen();
        Files.delete(socket);
        Files.createFile(socket);
        await(() -> ControlClient.reachable(socket));
        assertThat(exec("plan").failed()).isZero();

        Files.delete(socket);
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket));
        }
        await(() -> ControlClient.reachable(socket));
        assertThat(exec("plan").failed()).isZero();
    }

    @Test
    void aSocketWhoseModeIsSetAnewIsTheSame() throws Exception {
        listen();
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rwx------"));
        Files.createLink(directory.resolve("backup"), socket);

        assertThat(exec("plan").failed()).isZero();
        Files.delete(socket); // makes the host check the socket again in any case
        await(() -> ControlClient.reachable(socket));
        assertThat(exec("plan").failed()).isZero();
    }

    @Test
    void aSocketElsewhereThatIsDeletedComesBack() throws Exception {
        socket = directory.resolve("long".repeat(30)).resolve("control");
        listen();
        Path place = Path.of(Files.readString(socket));
        String named = Files.readString(socket);

        Files.delete(place);
        await(() -> ControlClient.reachable(socket));
        assertThat(exec("plan").failed()).isZero();

        place = Path.of(Files.readString(socket));
        Files.delete(socket);
        Files.writeString(socket, named);
        await(() -> ControlClient.reachable(socket));
        assertThat(exec("plan").failed()).isZero();
        assertThat(place.resolveSibling(".")).doesNotExist();
    }

    @Test
    void anErrorEndsOnlyTheConnectionThatMeetsIt() throws Exception {
        listen();
        ScreenOutput screen = new ScreenOutput();
        try (LineDisciplineTerminal local = terminal(screen)) {
            Thread client = new Thread(() -> ControlClient.shell(socket, local));
            client.start();
            screen.await("orka> ");
            shell.plugins.exhausted = true;

            assertThatThrownBy(() -> exec("plan"))
                    .isInstanceOfSatisfying(
                            ShellFailure.class,
                            failure -> assertThat(failure.code()).isEqualTo("ORKA-SHELL-17"));
            shell.plugins.exhausted = false;

            local.processInputBytes("rollback hello\rexit\r".getBytes(UTF_8));
            client.join();
            assertThat(shell.plugins.done).containsExactly("rollback hello");
            assertThat(exec("plan").failed()).isZero();
        }
    }

    @Test
    void anInterruptDoesNotShutTheSocket() {
        listen();
        List<Thread> accepting = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("orka-control"))
                .toList();
        assertThat(accepting).isNotEmpty();
        accepting.forEach(Thread::interrupt);

        assertThat(exec("plan").failed()).isZero();
    }

    @Test
    void aHostThatDoesNotSpeakIsNotWaitedFor() throws Exception {
        Files.createDirectories(socket.getParent());
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(socket));
            assertThat(ControlClient.reachable(socket)).isTrue();

            assertThatThrownBy(() -> exec("apply"))
                    .isInstanceOfSatisfying(
                            ShellFailure.class,
                            failure -> assertThat(failure.line())
                                    .startsWith("ORKA-SHELL-18: the host at " + socket
                                            + " has not answered within 10 seconds"));
        }
    }

    @Test
    void aHostWithAFullQueueIsNotWaitedFor() throws Exception {
        Files.createDirectories(socket.getParent());
        List<SocketChannel> queue = new ArrayList<>();
        try (ServerSocketChannel full = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            full.bind(UnixDomainSocketAddress.of(socket), 1);
            for (int i = 0; i < 2; i++) { // Linux accepts one connection more
                queue.add(SocketPlace.connect(socket, PATIENCE));
            }
            assertThat(ControlClient.reachable(socket)).isTrue();

            assertThatThrownBy(() -> exec("apply"))
                    .isInstanceOfSatisfying(
                            ShellFailure.class,
                            failure -> assertThat(failure.code()).isEqualTo(ControlClient.SILENT));
        } finally {
            for (SocketChannel waiting : queue) {
                waiting.close();
            }
        }
    }

    @Test
    void withoutAHostTheAnswerSaysSo() {
        assertThatThrownBy(() -> exec("list"))
                .isInstanceOfSatisfying(
                        ShellFailure.class,
                        failure -> assertThat(failure.line()).startsWith("ORKA-SHELL-10: no host"));
    }

    @Test
    void aClientThatDiesTakesItsCommandsWithIt() throws Exception {
        listen();
        try (FrameChannel client = new FrameChannel(SocketPlace.connect(socket, PATIENCE))) {
            client.writeVersion();
            client.write(new ExecRequest(List.of("call hello Wait", "apply"), 0, false).frame(ControlFrame.Type.EXEC));
            shell.plugins.waiting.await();
        }
        shell.plugins.cancelled.await();
        assertThat(exec("plan").failed()).isZero();
        assertThat(shell.plugins.done).isEmpty();
    }

    @Test
    void nonsenseDisturbsNobody() throws IOException {
        listen();
        for (byte[] bytes : List.of(
                new byte[0],
                new byte[] {ControlFrame.VERSION},
                new byte[] {ControlFrame.VERSION, 'E', 0},
                new byte[] {ControlFrame.VERSION, 99, 0, 0, 0, 0},
                new byte[] {ControlFrame.VERSION, 'E', 127, 127, 127, 127},
                new byte[] {ControlFrame.VERSION, 'E', -1, -1, -1, -1},
                new byte[] {ControlFrame.VERSION, 'E', 0, 0, 0, 1, 7},
                new byte[] {ControlFrame.VERSION, 'E', 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 127, 127, 127, 127},
                "GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8))) {
            try (SocketChannel client = SocketPlace.connect(socket, PATIENCE)) {
                client.write(ByteBuffer.wrap(bytes));
            }
        }
        assertThat(exec("plan").failed()).isZero();
    }

    @Test
    void anotherVersionIsRefused() throws IOException {
        listen();
        try (SocketChannel client = SocketPlace.connect(socket, PATIENCE);
                FrameChannel frames = new FrameChannel(client)) {
            client.write(ByteBuffer.wrap(new byte[] {ControlFrame.VERSION + 1}));

            assertThat(frames.read())
                    .isNotNull()
                    .satisfies(frame -> assertThat(frame.text()).contains("version 2", "the client uses 3"));
        }
    }

    @Test
    void manyClientsAtOnce() {
        listen();
        List<Result> results = Collections.nCopies(20, "call hello HelloWorld name=x").parallelStream()
                .map(this::exec)
                .toList();

        assertThat(results).hasSize(20).allMatch(result -> result.failed() == 0);
    }

    @Test
    void aShellWorksThroughTheSocket() throws Exception {
        ScreenOutput screen = new ScreenOutput();
        listen();
        try (Terminal local = terminal(screen)) {
            Thread client = new Thread(() -> ControlClient.shell(socket, local));
            client.start();
            screen.await("orka> ");
            local.setSize(new Size(200, 24));
            local.raise(Terminal.Signal.WINCH);
            ((LineDisciplineTerminal) local).processInputBytes("list\rrollb\thello\rexit\r".getBytes(UTF_8));
            client.join();

            assertThat(screen.text()).contains("COMMIT");
            assertThat(shell.plugins.done).containsExactly("rollback hello");
            assertThat(exec("plan").failed()).isZero();
        }
    }

    @Test
    void theInterruptCharacterTravels() throws Exception {
        ScreenOutput screen = new ScreenOutput();
        listen();
        try (LineDisciplineTerminal local = terminal(screen)) {
            Thread client = new Thread(() -> ControlClient.shell(socket, local));
            client.start();
            screen.await("orka> ");
            local.processInputBytes("call hello Wait\r".getBytes(UTF_8));
            shell.plugins.waiting.await();
            local.processInputBytes("\u0003".getBytes(UTF_8));
            screen.await("Interrupted.");
            local.processInputBytes("exit\r".getBytes(UTF_8));
            client.join();
        }
    }

    private static LineDisciplineTerminal terminal(ScreenOutput screen) throws IOException {
        LineDisciplineTerminal terminal = new LineDisciplineTerminal("local", "xterm", screen, UTF_8);
        terminal.setSize(new Size(60, 24));
        return terminal;
    }
}
