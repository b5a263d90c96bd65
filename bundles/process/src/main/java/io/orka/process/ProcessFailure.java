package io.orka.process;

import io.orka.identity.OrkaFailure;
import io.orka.wire.Protocol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A failure of a plugin's process. The codes are {@code ORKA-PROC-01} to {@code ORKA-PROC-07}, and the codes of a
 * plugin that cannot be constructed.
 */
public final class ProcessFailure extends OrkaFailure {

    private static final long serialVersionUID = 1L;

    private static final String ENDED = "ORKA-PROC-02";

    /** The codes of a plugin that cannot be constructed. */
    private static final Pattern PLUGINS_OWN = Pattern.compile("ORKA-DEPLOY-[0-9]{2}");

    /** The code of a process that could not be started, due to a lack of memory, a program or a file descriptor. */
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
                "cannot start the plugin's process: " + what,
                "Check memory, disk space and permissions. Reload the plugin to build it again.",
                cause);
    }

    /**
     * Returns whether the process exited before it was ready.
     *
     * @return {@code false} if the process was too slow or could not be started
     */
    public boolean hasEnded() {
        return code().equals(ENDED);
    }

    static ProcessFailure ended(String how, Path log) {
        return new ProcessFailure(
                ENDED,
                "the plugin's process ended before it was ready: " + how,
                "See the output of the process in " + log + ".",
                null);
    }

    static ProcessFailure notReady(Duration timeout, Path log) {
        return new ProcessFailure(
                "ORKA-PROC-03",
                "the plugin's process was not ready after " + timeout.toSeconds() + " s and was killed",
                "Do not block before the process is ready. See the output of the process in " + log + ".",
                null);
    }

    static ProcessFailure endsAgainAndAgain(int inARow, String how, Path log) {
        return new ProcessFailure(
                "ORKA-PROC-05",
                "its process ended" + (inARow == 1 ? ": " : " " + inARow + " times in a row; last: ") + how,
                "See the output of the process in " + log + ". Fix the plugin and reload it, or roll it back.",
                null);
    }

    /** Returns the failure that the process has reported. */
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
                remedy instanceof String text ? text : "See the output of the process in " + log + ".",
                stack instanceof String text && !text.isEmpty() ? new RemoteStack(text) : null);
    }

    static ProcessFailure otherProtocol(long version) {
        return new ProcessFailure(
                "ORKA-PROC-04",
                "the plugin's process uses version " + version + " of the protocol; this host requires version "
                        + Protocol.VERSION,
                "Reload the plugin to build it again.",
                null);
    }

    /**
     * Returns the failure of an entry with fields that apply only to a separate process, while the plugin runs in the
     * host.
     *
     * @param fields the names of the fields
     * @return the failure
     */
    public static ProcessFailure needsProcess(List<String> fields) {
        return new ProcessFailure(
                "ORKA-PROC-06",
                "its entry has '" + String.join("', '", fields)
                        + "', which applies only to a separate process, but the plugin runs in the host's JVM",
                "Add \"isolation\": \"process\" to the entry, or remove these fields.",
                null);
    }

    /**
     * Returns the failure of an entry with a variable that refers to a missing variable of the host.
     *
     * @param name the variable of the entry
     * @param missing the variable of the host
     * @return {@code ORKA-PROC-07}
     */
    public static ProcessFailure noVariable(String name, String missing) {
        return new ProcessFailure(
                "ORKA-PROC-07",
                "the variable '" + name + "' in the entry's 'env' refers to ${env:" + missing
                        + "}, which is not set in the host's environment",
                "Start the host with that variable, or fix the entry.",
                null);
    }
}
