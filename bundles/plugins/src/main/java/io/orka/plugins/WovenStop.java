package io.orka.plugins;

import io.orka.calls.ThreadStop;
import io.orka.interrupt.LoopCheck;

/** Stops threads by means of the cancellation checks that were injected into the loops of their plugins. */
enum WovenStop implements ThreadStop {
    INSTANCE;

    @Override
    public void stop(Thread thread) {
        LoopCheck.stop(thread);
    }

    @Override
    public void release(Thread thread) {
        LoopCheck.release(thread);
    }
}
