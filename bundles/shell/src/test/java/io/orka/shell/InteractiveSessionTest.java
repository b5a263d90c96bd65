package io.orka.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

class InteractiveSessionTest {

    private static final String INTERRUPT = "\u0003";
    private static final String END = "\u0004";
    private static final String TAB = "\t";

    @TempDir
    Path directory;

    private final ScreenOutput screen = new ScreenOutput();
    private RunningShell shell;
    private LineDisciplineTerminal terminal;
    private Thread session;

    @BeforeEach
    void start() throws Exception {
        shell = new RunningShell(directory);
        terminal = new LineDisciplineTerminal("test", "xterm", screen, UTF_8);
        terminal.setSize(new Size(60, 24));
        session = new Thread(() -> shell.host.interactive(terminal, Announcements.NONE));
        session.start();
        screen.await("orka> ");
    }

    @AfterEach
    void stop() throws Exception {
        terminal.close();
        session.join();
        shell.stop();
    }

    private void type(String text) throws Exception {
        terminal.processInputBytes(text.getBytes(UTF_8));
    }

    @Test
    void commandsRunUntilExit() throws Exception {
        type("plan\rlist\rexit\r");
        session.join();

        assertThat(screen.text()).contains("- remove hello@v0.1.0", "telegram", "BUILDING ORKA-BUILD-03");
        assertThat(shell.frameworkState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void theFirstLineSaysWhereOneIs() {
        assertThat(screen.text())
                .startsWith("Orka 0.1.0 on /srv/orka: 3 plugins. Run orka:help for the list of commands.");
    }

    @Test
    void theEndOfInputEndsTheSessionOnly() throws Exception {
        type(END);
        session.join();

        assertThat(shell.frameworkState()).isEqualTo(Bundle.ACTIVE);
        assertThat(shell.run("plan").failed()).isZero();
    }

    @Test
    void aFailureIsOneLineAndTheSessionGoesOn() throws Exception {
        type("orka:lsit\r");
        screen.await("Did you mean 'orka:list'?");
        type("rollback hello\rexit\r");
        session.join();

        assertThat(shell.plugins.done).containsExactly("rollback hello");
    }

    @Test
    void theInterruptCharacterStopsTheCommandAndNotTheSession() throws Exception {
        type("call hello Wait\r");
        shell.plugins.waiting.await();
        type(INTERRUPT);
        shell.plugins.cancelled.await();
        screen.await("Interrupted.");
        type("plan\rexit\r");
        session.join();

        assertThat(screen.text()).contains("- remove hello@v0.1.0");
    }

    @Test
    void commandsAndPluginsAreCompleted() throws Exception {
        type("rollb" + TAB + "hel" + TAB + "\rexit\r");
        session.join();

        assertThat(shell.plugins.done).containsExactly("rollback hello");
    }

    @Test
    void exclamationMarksAreText() throws Exception {
        type("call hello HelloWorld --args '{\"name\":\"hi!!\"}'\rexit\r");
        session.join();

        assertThat(screen.text()).contains("{\"success\":true,\"data\":{\"name\":\"hi!!\"}}");
    }
}
