package io.orka.launcher;

/** Creates threads that do not keep the JVM alive. */
final class DaemonThreads {

    private DaemonThreads() {}

    static Thread create(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
