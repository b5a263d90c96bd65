package io.orka.launcher;

import io.orka.shell.ControlClient;
import io.orka.shell.ShellFailure;
import java.io.IOException;
import java.util.function.IntSupplier;

/** Access to the running host of a home from another process. */
final class RunningHost {

    private RunningHost() {}

    /**
     * Returns the home with the run files of its host.
     *
     * @throws HostFailure if no host answers
     */
    static OrkaHome on(OrkaHome home) {
        return RunPlace.running(home).orElseThrow(() -> HostFailure.noRunningHost(home.directory()));
    }

    /** Runs one command in the running host and prints the result; returns the exit code. */
    static int ask(OrkaHome home, String command) throws IOException {
        return talk(home, () -> {
            boolean succeeded = ControlClient.ask(
                    home.controlSocket(),
                    command,
                    System.out,
                    System.err,
                    AttachedTerminal.width(),
                    AttachedTerminal.colors());
            return succeeded ? 0 : 1;
        });
    }

    /** Connects to the running host; if the host does not answer, the failure names its process. */
    static int talk(OrkaHome home, IntSupplier talk) throws IOException {
        try {
            return talk.getAsInt();
        } catch (ShellFailure e) {
            throw e.code().equals(ControlClient.SILENT)
                    ? HostFailure.silent(home.directory(), RunFile.host(home).told(), e)
                    : e;
        }
    }
}
