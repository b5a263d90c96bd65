package io.orka.launcher;

import io.orka.identity.OrkaFailure;
import io.orka.logging.BareLogback;
import io.orka.logging.Logging;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Where the process begins. */
public final class Main {

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code: 0 when all went well, 1 when something failed, 2 when the
     * command was not understood.
     *
     * @param args the command and its options
     */
    public static void main(String[] args) {
        try {
            JavaModules.check();
        } catch (HostFailure e) {
            System.err.println(e.line());
            System.exit(1);
        }
        BareLogback.choose();
        // Java reads it once, before the first connection: else it never sends a password to a proxy for https.
        System.getProperties().putIfAbsent("jdk.http.auth.tunneling.disabledSchemes", "");
        System.exit(run(args));
    }

    static int run(String... args) {
        Optional<RunCommand> plain = PlainRun.of(List.of(args));
        if (plain.isEmpty()) {
            return Commands.run(args);
        }
        try {
            return plain.get().call();
        } catch (Exception e) {
            return failed(e, "run");
        }
    }

    /** Tells people how a command failed; answers the exit code for that. */
    static int failed(Exception e, String command) {
        if (e instanceof OrkaFailure failure) {
            System.err.println(failure.line());
        } else {
            LoggerFactory.getLogger(Main.class).error("{} failed", command, e);
            if (!Logging.isSetUp()) {
                e.printStackTrace();
            }
            System.err.println("ORKA-HOST-99: " + e + ". This is a defect of Orka: report it with the host's log");
        }
        return 1;
    }
}
