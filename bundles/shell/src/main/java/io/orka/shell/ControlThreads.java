package io.orka.shell;

/** Starts the threads of one control socket, in one group. They do not keep the JVM alive. */
final class ControlThreads {

    private final ThreadGroup group = new ThreadGroup("orka-control");

    void start(String name, Runnable work) {
        Thread thread = new Thread(group, work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
