package io.orka.plugins;

import io.orka.calls.ThreadStop;
import io.orka.interrupt.LoopCheck;

/** Stops threads by the check that was woven into the loops of the plugin they run. */
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
