package io.orka.process;

import io.orka.registry.OrkaFailure;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A plugin's process that cannot be started. The codes are {@code ORKA-PROC-01} to {@code ORKA-PROC-04}. */
public final class ProcessFailure extends OrkaFailure {

    private static final long serialVersionUID = 1L;

    private ProcessFailure(String code, String message, String remedy, @Nullable Throwable cause) {
        super(code, message, remedy, cause);
    }

    static ProcessFailure cannotStart(String what, @Nullable Throwable cause) {
        return new ProcessFailure(
                "ORKA-PROC-01",
                "the plugin's process cannot be started: " + what,
                "Check memory, space and permissions; reload the plugin to build it anew",
                cause);
    }

    static ProcessFailure ended(String how, Path log) {
        return new ProcessFailure(
                "ORKA-PROC-02",
                "the plugin's process ended before it was ready: " + how,
                "See what it printed in " + log,
                null);
    }

    static ProcessFailure notReady(Duration patience, Path log) {
        return new ProcessFailure(
                "ORKA-PROC-03",
                "the plugin's process was not ready after " + patience.toSeconds() + " s and was ended",
                "Let it wait for nothing before it serves; what it printed is in " + log,
                null);
    }

    static ProcessFailure otherProtocol(long version) {
        return new ProcessFailure(
                "ORKA-PROC-04",
                "the plugin's process speaks version " + version + " of the protocol, and this host version "
                        + RunningProcess.PROTOCOL,
                "Reload the plugin to build it anew",
                null);
    }
}
