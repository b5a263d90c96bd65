package io.orka.shell;

import io.orka.identity.OrkaFailure;
import io.orka.identity.PluginKey;
import io.orka.plugins.Failure;
import io.orka.plugins.PluginStatus;
import io.orka.sdk.OrkaCallException;

/** Every failure in exactly one line: {@code KEY STAGE CODE: cause. remedy}. */
final class FailureLine {

    private FailureLine() {}

    static String of(PluginKey key, Failure failure) {
        return key + " " + failure.stage() + " " + failure.code() + ": " + sentence(failure.reason()) + " "
                + failure.remedy();
    }

    /** A plugin that does not serve as registered, whether it failed or is still on its way. */
    static String of(PluginStatus status) {
        Failure failure = status.failure();
        return failure == null ? status.key() + " is " + status.state() : of(status.key(), failure);
    }

    static String of(OrkaFailure failure) {
        return failure.code() + ": " + sentence(failure.reason()) + " " + failure.remedy();
    }

    static String of(OrkaCallException failure) {
        return failure.plugin() + " CALL " + sentence(String.valueOf(failure.getMessage()))
                + (failure.getCause() == null ? "" : " The stack is in the host's log.");
    }

    private static String sentence(String reason) {
        return reason.endsWith(".") ? reason : reason + ".";
    }
}
