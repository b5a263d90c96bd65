package io.orka.build;

import java.util.concurrent.ThreadFactory;

/** Creates threads that do not keep the JVM alive. */
final class DaemonThreads {

    private DaemonThreads() {}

    static Thread create(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    static ThreadFactory named(String name) {
        return task -> create(name, task);
    }
}
