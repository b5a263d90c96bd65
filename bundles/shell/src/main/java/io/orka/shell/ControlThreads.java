package io.orka.shell;

/** Starts the threads of one control socket, as daemon threads in one group. */
final class ControlThreads {

    private final ThreadGroup group = new ThreadGroup("orka-control");

    void start(String name, Runnable work) {
        Thread thread = new Thread(group, work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
