package io.orka.process;

import io.orka.identity.OrkaFailure;
import io.orka.wire.Protocol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A plugin's process that cannot be started. The codes are {@code ORKA-PROC-01} to {@code ORKA-PROC-07}, and
 * those of a plugin that cannot be constructed, which are the same in a separate process. */
public final class ProcessFailure extends OrkaFailure {

    private static final long serialVersionUID = 1L;

    private static final String ENDED = "ORKA-PROC-02";

    /** What a plugin that cannot be constructed fails with. */
    private static final Pattern PLUGINS_OWN = Pattern.compile("ORKA-DEPLOY-[0-9]{2}");

    /** Could not be started, for lack of memory, a program or a descriptor. */
    private static final String NOT_STARTED = "ORKA-PROC-01";

    private ProcessFailure(String code, String message, String remedy, @Nullable Throwable cause) {
        super(code, message, remedy, cause);
    }

    @Override
    public boolean isTransient() {
        return code().equals(NOT_STARTED);
    }

    static ProcessFailure cannotStart(String what, @Nullable Throwable cause) {
        return new ProcessFailure(
                NOT_STARTED,
                "the plugin's process cannot be started: " + what,
                "Check memory, space and permissions; reload the plugin to build it anew",
                cause);
    }

    /**
     * Whether the process ended by itself before it could serve.
     *
     * @return {@code false} where it is only slow, or could not be started
     */
    public boolean hasEnded() {
        return code().equals(ENDED);
    }

    static ProcessFailure ended(String how, Path log) {
        return new ProcessFailure(
                ENDED, "the plugin's process ended before it was ready: " + how, "See what it printed in " + log, null);
    }

    static ProcessFailure notReady(Duration timeout, Path log) {
        return new ProcessFailure(
                "ORKA-PROC-03",
                "the plugin's process was not ready after " + timeout.toSeconds() + " s and was ended",
                "Let it wait for nothing before it serves; what it printed is in " + log,
                null);
    }

    static ProcessFailure endsAgainAndAgain(int inARow, String how, Path log) {
        return new ProcessFailure(
                "ORKA-PROC-05",
                "its process ended " + (inARow == 1 ? "" : inARow + " times in a row, the last time like this: ") + how,
                "See what it printed in " + log + "; then correct the plugin and reload it, or roll it back",
                null);
    }

    /** The process itself says why it cannot serve. */
    static ProcessFailure refused(Map<?, ?> why, Path log) {
        String code = why.get("code") instanceof String text
                        && PLUGINS_OWN.matcher(text).matches()
                ? text
                : ENDED;
        Object remedy = why.get("remedy");
        Object stack = why.get("stack");
        return new ProcessFailure(
                code,
                String.valueOf(why.get("message")),
                remedy instanceof String text ? text : "See what it printed in " + log,
                stack instanceof String text && !text.isEmpty() ? new RemoteStack(text) : null);
    }

    static ProcessFailure otherProtocol(long version) {
        return new ProcessFailure(
                "ORKA-PROC-04",
                "the plugin's process speaks version " + version + " of the protocol, and this host version "
                        + Protocol.VERSION,
                "Reload the plugin to build it anew",
                null);
    }

    /**
     * An entry has fields that count only for processes, and its plugin has none.
     *
     * @param fields their names
     * @return the failure
     */
    public static ProcessFailure needsProcess(List<String> fields) {
        return new ProcessFailure(
                "ORKA-PROC-06",
                "its entry has '" + String.join("', '", fields)
                        + "', which counts only in a process of its own, and it runs in the host's JVM",
                "Add \"isolation\": \"process\" to the entry, or take that out",
                null);
    }

    /**
     * A variable of an entry refers to one that the host does not have.
     *
     * @param name the entry's
     * @param missing the host's
     * @return {@code ORKA-PROC-07}
     */
    public static ProcessFailure noVariable(String name, String missing) {
        return new ProcessFailure(
                "ORKA-PROC-07",
                "the variable '" + name + "' in the entry's 'env' needs ${env:" + missing
                        + "}, which is not in the host's environment",
                "Start the host with that variable, or correct the entry",
                null);
    }
}
