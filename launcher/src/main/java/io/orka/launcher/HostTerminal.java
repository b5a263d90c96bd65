package io.orka.launcher;

import static java.util.Objects.requireNonNull;

import io.orka.shell.ShellHost;
import java.io.IOError;
import java.util.Locale;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/**
 * The shell of a host that stops when the user leaves the shell. While calls are in flight, the user must confirm the
 * stop.
 */
final class HostTerminal {

    private final Orka orka;
    private final OrkaHome home;
    private final Terminal terminal;

    HostTerminal(Orka orka, OrkaHome home, Terminal terminal) {
        this.orka = requireNonNull(orka, "orka is null");
        this.home = requireNonNull(home, "home is null");
        this.terminal = requireNonNull(terminal, "terminal is null");
    }

    /** Returns when the host has to stop. */
    void run() {
        ShellHost shell = orka.shell().host();
        do {
            shell.interactive(terminal, orka.registry());
        } while (!ends());
        terminal.writer().println("The host on " + home.directory() + " is stopping.");
        terminal.writer().flush();
    }

    private boolean ends() {
        long calls = orka.plugins().list().stream()
                .mapToLong(plugin -> plugin.calls().inFlight())
                .sum();
        return calls == 0 || confirmed(calls == 1 ? "1 call is in flight" : calls + " calls are in flight");
    }

    /** Asks the user for confirmation. A closed terminal is treated as confirmation. */
    private boolean confirmed(String what) {
        try {
            String answer = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .build()
                    .readLine(what + ". Stop? [y/N] ")
                    .strip()
                    .toLowerCase(Locale.ROOT);
            return answer.equals("y") || answer.equals("yes");
        } catch (UserInterruptException e) {
            return false;
        } catch (EndOfFileException | IOError e) {
            return true;
        }
    }
}
