package io.orka.checkout;

import io.orka.registry.RepositoryUrl;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs network operations on a separate thread, so that the caller returns at the deadline even if the server hangs.
 */
final class BoundedJob {

    /** The number of attempts, two seconds in total: enough for a thread to detect its closed connections. */
    private static final int MOST_CUTS = 40;

    private static final long CUT_MILLIS = 50;

    private final RepositoryUrl url;
    private final Deadline deadline;

    BoundedJob(RepositoryUrl url, Deadline deadline) {
        this.url = url;
        this.deadline = deadline;
    }

    /** Returns the job's result. Closes the access at the deadline, or when the calling thread is interrupted. */
    <T> T run(String name, Access access, Callable<T> job) throws Exception {
        FutureTask<T> task = new FutureTask<>(job);
        Thread thread = new Thread(task, "orka-fetch-" + name);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(deadline.millisLeft(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            end(thread, access);
            throw CheckoutFailure.deadline(RepositoryPlace.of(url), deadline.length());
        } catch (InterruptedException interrupt) {
            end(thread, access);
            Thread.currentThread().interrupt();
            throw CheckoutFailure.interrupted(RepositoryPlace.of(url));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failed;
        } finally {
            access.close();
        }
    }

    /** Closes the access repeatedly, since a single close would miss a connection that is just being opened. */
    private static void end(Thread thread, Access access) {
        try {
            for (int cuts = 0; thread.isAlive() && cuts < MOST_CUTS; cuts++) {
                access.close();
                thread.interrupt();
                thread.join(CUT_MILLIS);
            }
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }
}
