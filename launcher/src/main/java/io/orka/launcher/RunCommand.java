package io.orka.launcher;

import io.orka.deploy.PluginWorkers;
import io.orka.logging.Logging;
import io.orka.registry.InvalidRegistry;
import io.orka.registry.InvalidSettings;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orka run}: the long-lived host. */
@Command(
        name = "run",
        description = {
            "Run the host.",
            "The host has an interactive shell if standard input is a terminal; otherwise, the host is a daemon."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  orka run", "  orka run --home /var/lib/orka --log-json"},
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @Mixin
    private final HomeOptions options;

    @Option(names = "--log-json", description = "Log in JSON, one object per line.")
    private boolean json;

    /** For picocli, which sets the options later. */
    RunCommand() {
        this(new HomeOptions(), false);
    }

    RunCommand(HomeOptions options, boolean json) {
        this.options = options;
        this.json = json;
    }

    @Override
    public Integer call() throws IOException {
        PluginWorkers.useInCommonPool();
        boolean interactive = AttachedTerminal.inputIsTerminal();
        OrkaHome home = RunPlace.take(options.home());
        Logging.LogTarget console = interactive ? Logging.LogTarget.NONE : Logging.LogTarget.ALL;
        Logging logging = Logging.begin(home.logs(), console, json);
        Orka orka;
        try {
            orka = Orka.prepare(home, options.registry());
        } finally {
            logging.await(); // until then, log events are buffered, so that the reason for a failed start is logged
        }
        GracefulStop stop = GracefulStop.on(orka);
        try {
            orka.serve();
            LOG.info("Orka is running on {}", home.directory());
            if (interactive) {
                interact(orka, home);
            } else {
                orka.registry().applyOrGoOn();
                orka.warmUp();
                orka.makeStartArchive();
                // A daemon stops on a signal or when its framework stops. Its standard input may be closed from the
                // start.
                orka.awaitFrameworkStop();
            }
            return 0;
        } finally {
            stop.now();
        }
    }

    private static void interact(Orka orka, OrkaHome home) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            InvalidSettings problem = orka.settings().problem();
            if (problem != null) {
                terminal.writer().println(problem.line());
            }
            ShownProgress progress = new ShownProgress(Logging.out(), true, terminal.getWidth());
            try {
                progress.apply(orka);
            } catch (InvalidRegistry shownInTheShell) {
                LOG.error("Keeping the restored plugins. {}", shownInTheShell.line());
            } catch (HostFailure e) {
                terminal.writer().println(e.line());
            }
            orka.warmUp();
            orka.makeStartArchive();
            new HostTerminal(orka, home, terminal).run();
        }
    }
}
