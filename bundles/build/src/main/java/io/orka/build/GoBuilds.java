package io.orka.build;

import io.orka.checkout.Checkout;
import io.orka.registry.Isolation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Builds Go plugins one after another, since the builds share files and each build uses all processors. */
final class GoBuilds implements AutoCloseable {

    private final BuildPlace place;
    private final Duration deadline;
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile @Nullable GoCommand running;
    private volatile boolean closed;

    GoBuilds(BuildPlace place, Duration deadline) {
        this.place = place;
        this.deadline = deadline;
    }

    BuiltJar build(Checkout checkout, Path directory, Path work, BuildLog buildLog, BuildProgress progress)
            throws IOException {
        try {
            if (!turn.tryLock()) {
                progress.update("waiting for another Go build");
                turn.lockInterruptibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BuildFailure.cancelled(buildLog.file());
        }
        try {
            GoCommand command = new GoCommand(GoTool.find(System.getenv()), place, buildLog, deadline);
            running = command;
            if (closed) { // read after the write of 'running', so that either this thread or close() detects the other
                throw BuildFailure.cancelled(buildLog.file());
            }
            Isolation isolation = checkout.entry().limits().isolation();
            boolean debug = isolation != null && isolation.debug();
            return new GoBuild(command, place.shared(), buildLog, progress, debug).build(checkout, directory, work);
        } finally {
            turn.unlock();
        }
    }

    /** Makes the running build and the waiting builds fail as cancelled. */
    @Override
    public void close() {
        closed = true;
        GoCommand command = running;
        if (command != null) {
            command.cancel();
        }
    }
}
