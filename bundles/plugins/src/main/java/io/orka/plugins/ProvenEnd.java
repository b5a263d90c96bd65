package io.orka.plugins;

import io.orka.calls.CallCodes;
import io.orka.process.ProcessFailure;
import java.util.List;

/** Whether a failure proves that a plugin ends the JVM it runs in: not where that had no memory, or
 * something else ended it. */
final class ProvenEnd {

    private static final List<String> FROM_OUTSIDE = List.of(
            "OutOfMemoryError",
            "the host ended it",
            "killed by signal 9",
            "killed by signal 15",
            "killed by signal 2",
            "killed by signal 1");

    private ProvenEnd() {}

    static boolean of(Throwable thrown) {
        Throwable cause = StageFailed.causeOf(thrown);
        String text = String.valueOf(cause.getMessage());
        boolean ended =
                cause instanceof ProcessFailure failure ? failure.hasEnded() : text.contains(CallCodes.PROCESS_ENDED);
        return ended && FROM_OUTSIDE.stream().noneMatch(text::contains);
    }
}
