package io.orka.calls;

/** Stops nothing. */
enum NoThreadStop implements ThreadStop {
    INSTANCE;

    @Override
    public void stop(Thread thread) {}

    @Override
    public void release(Thread thread) {}
}
