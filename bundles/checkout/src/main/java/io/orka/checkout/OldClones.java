package io.orka.checkout;

import io.orka.durable.DirectoryTree;
import io.orka.durable.Failpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes replaced clones in the background, so that a plugin's next version need not wait for the deletion. */
final class OldClones {

    private static final Logger LOG = LoggerFactory.getLogger(OldClones.class);

    private static final Executor THREAD =
            new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), OldClones::thread);

    /** Static, since a process may run several hosts one after another. */
    private static final Set<Path> DELETING = ConcurrentHashMap.newKeySet();

    private OldClones() {}

    /** Schedules a deletion and returns immediately. The next cleanup deletes a clone that remains after a failure. */
    static void delete(Path clone) {
        DELETING.add(clone);
        THREAD.execute(() -> {
            try {
                DirectoryTree.remove(clone, Failpoint.CLONE_DELETE);
            } catch (IOException later) {
                LOG.debug("The next job will delete the old clone", later);
            } finally {
                DELETING.remove(clone);
            }
        });
    }

    /** Returns whether the deletion of a clone is already scheduled. */
    static boolean isDeleting(Path clone) {
        return DELETING.contains(clone);
    }

    /** Waits until all clones that are scheduled so far are deleted. */
    static void awaitDeleted() {
        CompletableFuture.runAsync(() -> {}, THREAD).join();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "orka-old-clones");
        thread.setDaemon(true);
        return thread;
    }
}
