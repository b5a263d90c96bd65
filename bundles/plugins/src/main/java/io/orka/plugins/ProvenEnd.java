package io.orka.plugins;

import io.orka.calls.CallCodes;
import io.orka.process.ProcessFailure;

/** Whether a failure proves that a plugin ends the JVM it runs in: not where that had no memory, or somebody killed it. */
final class ProvenEnd {

    private ProvenEnd() {}

    static boolean of(Throwable thrown) {
        Throwable cause = StageFailed.causeOf(thrown);
        String text = String.valueOf(cause.getMessage());
        boolean ended =
                cause instanceof ProcessFailure failure ? failure.hasEnded() : text.contains(CallCodes.PROCESS_ENDED);
        return ended && !text.contains("OutOfMemoryError") && !text.contains("killed by signal 9");
    }
}
