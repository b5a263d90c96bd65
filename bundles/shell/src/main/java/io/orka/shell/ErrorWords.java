package io.orka.shell;

import io.orka.identity.NearestName;
import io.orka.identity.OrkaFailure;
import io.orka.sdk.OrkaCallException;
import java.io.EOFException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.gogo.runtime.SyntaxError;
import org.apache.felix.service.command.CommandSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a command threw, in one line. */
final class ErrorWords {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorWords.class);

    private ErrorWords() {}

    /** The line; empty where the command has printed it. */
    static Optional<String> of(Exception thrown, CommandSession session) {
        if (thrown instanceof CommandFailed) {
            return Optional.empty();
        }
        if (thrown instanceof OrkaCallException failure) {
            LOG.info("A call from the shell failed", failure);
            return Optional.of(FailureLine.of(failure));
        }
        return Optional.of(FailureLine.of(failure(thrown, session)));
    }

    private static OrkaFailure failure(Exception thrown, CommandSession session) {
        if (thrown instanceof OrkaFailure failure) {
            return failure;
        }
        if (thrown instanceof CommandNotFoundException unknown) {
            return unknown(unknown.getCommand(), session);
        }
        if (thrown instanceof SyntaxError || thrown instanceof EOFException) {
            return new ShellFailure(
                    "ORKA-SHELL-03",
                    "this line cannot be read: " + thrown.getMessage(),
                    "Close what is open, and put values with special characters in single quotes.",
                    null);
        }
        LOG.info("A command of the shell failed", thrown);
        return new ShellFailure(
                "ORKA-SHELL-14",
                "the command failed: " + (thrown.getMessage() == null ? thrown.toString() : thrown.getMessage()),
                "Type help and the command's name to see what it takes; the stack is in the host's log.",
                null);
    }

    private static OrkaFailure unknown(String command, CommandSession session) {
        Set<String> known = Gogo.commands(session);
        if (command.indexOf(':') < 0) {
            List.copyOf(known).forEach(name -> known.add(name.substring(name.indexOf(':') + 1)));
        }
        return new ShellFailure(
                "ORKA-SHELL-02",
                "there is no command '" + command + "'",
                NearestName.of(command, known)
                        .map(name -> "Did you mean '" + name + "'?")
                        .orElse("orka:help lists them."));
    }
}
