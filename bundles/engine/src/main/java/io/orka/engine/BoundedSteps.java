package io.orka.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Starts and stops bundles, each on a separate thread, so that a bundle that blocks does not block the others. */
final class BoundedSteps {

    private BoundedSteps() {}

    /** A step that has begun. */
    static final class Step {

        private final CompletableFuture<Optional<Throwable>> end = new CompletableFuture<>();
        private final Thread thread;

        private Step(String name, Action action) {
            thread = new Thread(
                    () -> {
                        try {
                            action.run();
                            end.complete(Optional.empty());
                        } catch (Throwable e) { // each exception of a bundle's code becomes the failure of the bundle
                            end.complete(Optional.of(e));
                        }
                    },
                    name);
            thread.setDaemon(true);
            thread.start();
        }

        /** Waits for the end of the step; returns whether the step has ended. */
        boolean ended(Duration patience) {
            try {
                end.get(patience.toNanos(), TimeUnit.NANOSECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return end.isDone();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a step threw an exception", e);
            }
        }

        /** Returns the exception that the step threw; empty if the step threw none or has not ended. */
        Optional<Throwable> thrown() {
            return end.getNow(Optional.empty());
        }

        /** Runs the callback at the end of the step, or immediately if the step has already ended. */
        void whenEnded(Runnable callback) {
            var unused = end.thenRun(callback);
        }

        String frame() {
            return Frames.of(thread);
        }

        /** Sets the stack trace of a failure to the stack trace of the step's thread, for the log. */
        EngineFailure stackOf(EngineFailure failure) {
            failure.setStackTrace(thread.getStackTrace());
            return failure;
        }

        void interrupt() {
            thread.interrupt();
        }
    }

    static Step start(Bundle bundle) {
        return new Step("orka-engine-start " + bundle.getSymbolicName(), () -> bundle.start(Bundle.START_TRANSIENT));
    }

    static Step stop(Bundle bundle) {
        return new Step("orka-engine-stop " + bundle.getSymbolicName(), () -> bundle.stop(Bundle.STOP_TRANSIENT));
    }

    private interface Action {
        void run() throws BundleException;
    }
}
