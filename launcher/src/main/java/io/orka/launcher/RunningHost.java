package io.orka.launcher;

import io.orka.shell.ControlClient;
import io.orka.shell.ShellFailure;
import java.io.IOException;
import java.util.function.IntSupplier;

/** The host that runs on a home, as another process sees it. */
final class RunningHost {

    private RunningHost() {}

    /**
     * The home as its host sees it.
     *
     * @throws HostFailure when none answers
     */
    static OrkaHome on(OrkaHome home) {
        return RunPlace.running(home).orElseThrow(() -> HostFailure.noRunningHost(home.directory()));
    }

    /** Talks to it; where it does not answer, the failure names its process. */
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
