package io.orka.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of the shell of {@code orka run} ends the host. */
class HostTerminalTest {

    private static final String END = "\u0004";
    private static final String QUESTION = "1 call is in flight. Stop? [y/N] ";

    /** Answers when the file that the request names exists. */
    private static final String WAITING = """
            while (!java.nio.file.Files.exists(java.nio.file.Path.of(request.string("word", "")))) {
                Thread.sleep(1);
            }
            return Response.ok("done");
            """;

    @TempDir
    private Path directory;

    private final Screen screen = new Screen();

    private static void type(LineDisciplineTerminal terminal, String text) throws Exception {
        terminal.processInputBytes(text.getBytes(UTF_8));
    }

    private LineDisciplineTerminal terminal() throws Exception {
        LineDisciplineTerminal terminal = new LineDisciplineTerminal("test", "xterm", screen, UTF_8);
        terminal.setSize(new Size(120, 24));
        return terminal;
    }

    private Thread session(StoryHost host, LineDisciplineTerminal terminal) {
        Thread session = new Thread(() -> new HostTerminal(host.orka(), host.home(), terminal).run());
        session.start();
        return session;
    }

    private static CompletableFuture<Object> callInFlight(StoryHost host, Path done) throws Exception {
        host.repository("slow").plainPlugin(WAITING).tag("v1");
        host.register("slow@v1").start();
        CompletableFuture<Object> call = CompletableFuture.supplyAsync(
                () -> host.say("slow", done.toString()).data());
        while (host.status("slow").calls().inFlight() == 0) {
            assertThat(call).isNotDone();
        }
        return call;
    }

    @Test
    void theEndOfTheInputEndsTheHostWhichSaysSo() throws Exception {
        try (StoryHost host = new StoryHost(directory);
                LineDisciplineTerminal terminal = terminal()) {
            host.start();
            Thread session = session(host, terminal);
            screen.await("orka> ", 1);

            type(terminal, END);
            session.join();

            assertThat(screen.text())
                    .contains(" on " + host.home().directory() + ": 0 plugins. Run orka:help for the list of commands.")
                    .contains("The host on " + host.home().directory() + " is stopping.")
                    .doesNotContain("in flight");
        }
    }

    @Test
    void whileCallsAreInFlightItAsksFirst() throws Exception {
        Path done = directory.resolve("done");
        try (StoryHost host = new StoryHost(directory);
                LineDisciplineTerminal terminal = terminal()) {
            CompletableFuture<Object> call = callInFlight(host, done);
            Thread session = session(host, terminal);
            screen.await("orka> ", 1);

            type(terminal, END);
            screen.await(QUESTION, 1);
            type(terminal, "\r");
            screen.await("orka> ", 2);
            type(terminal, "exit\r");
            screen.await(QUESTION, 2);
            type(terminal, "y\r");
            session.join();

            assertThat(screen.text()).contains("The host on " + host.home().directory() + " is stopping.");
            Files.createFile(done);
            assertThat(call.join()).isEqualTo("done");
        }
    }

    @Test
    void aTerminalThatIsClosedIsNotWaitedFor() throws Exception {
        Path done = directory.resolve("done");
        LineDisciplineTerminal terminal = terminal();
        try (StoryHost host = new StoryHost(directory)) {
            CompletableFuture<Object> call = callInFlight(host, done);
            Thread session = session(host, terminal);
            screen.await("orka> ", 1);

            terminal.close();
            session.join();

            Files.createFile(done);
            assertThat(call.join()).isEqualTo("done");
        }
    }
}
