package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Runs commands. Rejects commands while the host is closing or must not make changes. Safe for use by multiple threads.
 */
final class CommandRunner {

    private final HostPhase phase;
    private final Environment environment;
    private final Settling settling;

    CommandRunner(HostPhase phase, Environment environment, Settling settling) {
        this.phase = requireNonNull(phase, "phase is null");
        this.environment = requireNonNull(environment, "environment is null");
        this.settling = requireNonNull(settling, "settling is null");
    }

    /**
     * Runs one command. If the command is rejected, the future fails.
     *
     * @param edit runs immediately, in the calling thread
     * @param work runs afterwards on the lifecycle thread
     */
    CompletableFuture<Report> run(Runnable edit, Supplier<CompletableFuture<Report>> work) {
        return settling.until(() -> {
            requireAllowed();
            edit.run();
            requireAllowed();
            return environment.lifecycle().begin(work);
        });
    }

    private void requireAllowed() {
        phase.requireRunning();
        environment.requireChangeable();
    }
}
