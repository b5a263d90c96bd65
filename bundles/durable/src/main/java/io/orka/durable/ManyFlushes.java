package io.orka.durable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Flushes many files at the same time. */
final class ManyFlushes {

    /** The number of threads, independent of the number of processors, since the threads wait for the disk. */
    private static final int AT_ONCE = 8;

    private static final ThreadPoolExecutor THREADS = new ThreadPoolExecutor(
            AT_ONCE, AT_ONCE, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ManyFlushes::thread);

    static {
        THREADS.allowCoreThreadTimeOut(true);
    }

    private ManyFlushes() {}

    /** Flushes all files, and then throws the first exception, if any. */
    static void of(List<Path> files, Failpoint point) throws IOException {
        List<FutureTask<Void>> tasks = new ArrayList<>();
        for (Path file : files) {
            FutureTask<Void> task = new FutureTask<>(() -> {
                DirectoryTree.flushEntries(file, point);
                return null;
            });
            tasks.add(task);
            THREADS.execute(task);
        }
        IOException failure = null;
        for (FutureTask<Void> task : tasks) {
            try {
                await(task);
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Waits for the end of a flush, even after an interrupt: a flush is short, and its files must exist until its end.
     */
    private static void await(Future<Void> task) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    task.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof IOException io) {
                        throw io;
                    }
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "orka-flush");
        thread.setDaemon(true);
        return thread;
    }
}
