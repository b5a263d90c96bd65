package io.orka.shell;

import io.orka.identity.OrkaFailure;
import io.orka.identity.PluginKey;
import io.orka.plugins.Failure;
import io.orka.plugins.PluginStatus;
import io.orka.sdk.OrkaCallException;

/** Formats a failure as exactly one line: {@code KEY STAGE CODE: cause. remedy}. */
final class FailureLine {

    private FailureLine() {}

    static String of(PluginKey key, Failure failure) {
        return key + " " + failure.stage() + " " + failure.code() + ": " + sentence(failure.reason()) + " "
                + failure.remedy();
    }

    /** Formats the failure of a plugin that is not ready, or else the state of the plugin. */
    static String of(PluginStatus status) {
        Failure failure = status.failure();
        return failure == null ? status.key() + " is " + status.state() : of(status.key(), failure);
    }

    static String of(OrkaFailure failure) {
        return failure.code() + ": " + sentence(failure.reason()) + " " + failure.remedy();
    }

    static String of(OrkaCallException failure) {
        return failure.plugin() + " CALL " + sentence(String.valueOf(failure.getMessage()))
                + (failure.getCause() == null ? "" : " The stack trace is in the host's log.");
    }

    private static String sentence(String reason) {
        return reason.endsWith(".") ? reason : reason + ".";
    }
}
