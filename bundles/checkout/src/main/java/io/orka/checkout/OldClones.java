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

/** Deletes clones that were replaced, beside all else: a plugin's next version does not wait for that. */
final class OldClones {

    private static final Logger LOG = LoggerFactory.getLogger(OldClones.class);

    private static final Executor THREAD =
            new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), OldClones::thread);

    /** Of the whole process, since one host may follow another in it. */
    private static final Set<Path> DELETING = ConcurrentHashMap.newKeySet();

    private OldClones() {}

    /** Returns at once. What cannot be deleted, or what the end of the host leaves, is left for the next sweep. */
    static void delete(Path clone) {
        DELETING.add(clone);
        THREAD.execute(() -> {
            try {
                DirectoryTree.remove(clone, Failpoint.CLONE_DELETE);
            } catch (IOException later) {
                LOG.debug("left for the next job", later);
            } finally {
                DELETING.remove(clone);
            }
        });
    }

    /** Whether it is gone soon without anybody else's help. */
    static boolean isDeleting(Path clone) {
        return DELETING.contains(clone);
    }

    /** Returns when all that are to be deleted by now were. */
    static void awaitDeleted() {
        CompletableFuture.runAsync(() -> {}, THREAD).join();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "orka-old-clones");
        thread.setDaemon(true);
        return thread;
    }
}
