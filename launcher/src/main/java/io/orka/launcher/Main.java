package io.orka.launcher;

import io.orka.identity.OrkaFailure;
import io.orka.logging.BareLogback;
import io.orka.logging.Logging;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** The main class. */
public final class Main {

    private Main() {}

    /**
     * Runs one command and exits with its exit code: 0 for success, 1 for a failure, 2 for an invalid command line.
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
        // The JDK reads this property once, before the first connection. Without the property, the JDK sends no
        // password to a proxy for HTTPS.
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

    /** Reports the failure of a command and returns its exit code. */
    static int failed(Exception e, String command) {
        if (e instanceof OrkaFailure failure) {
            System.err.println(failure.line());
        } else {
            LoggerFactory.getLogger(Main.class).error("{} failed", command, e);
            if (!Logging.isSetUp()) {
                e.printStackTrace();
            }
            System.err.println("ORKA-HOST-99: " + e + ". This is a bug in Orka. Report it with the host's log.");
        }
        return 1;
    }
}
