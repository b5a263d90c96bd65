package io.orka.plugins;

import io.orka.calls.CallCodes;
import io.orka.process.ProcessFailure;
import java.util.regex.Pattern;

/**
 * Checks whether a failure proves that a plugin crashes or stops its JVM. The failure is no proof if the process ran
 * out of memory, or if the host, a user or the system killed the process.
 */
final class ProvenEnd {

    private static final Pattern FROM_OUTSIDE =
            Pattern.compile("OutOfMemoryError|the host ended it|killed by signal (1|2|9|15)\\b");

    private ProvenEnd() {}

    static boolean of(Throwable thrown) {
        Throwable cause = StageFailed.causeOf(thrown);
        String text = String.valueOf(cause.getMessage());
        boolean ended =
                cause instanceof ProcessFailure failure ? failure.hasEnded() : text.contains(CallCodes.PROCESS_ENDED);
        return ended && !FROM_OUTSIDE.matcher(text).find();
    }
}
