package io.orka.plugins;

import java.util.concurrent.ThreadFactory;

/** Creates threads that do not keep the process alive. */
final class DaemonThreads {

    private DaemonThreads() {}

    static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
