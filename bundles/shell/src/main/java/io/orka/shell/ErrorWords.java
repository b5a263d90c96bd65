package io.orka.shell;

import io.orka.identity.NearestName;
import io.orka.identity.OrkaFailure;
import io.orka.sdk.OrkaCallException;
import java.io.EOFException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.gogo.runtime.SyntaxError;
import org.apache.felix.service.command.CommandSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Describes the exception of a command in one line. */
final class ErrorWords {

    /** The remedy for an unknown command. */
    static final String ALL_COMMANDS = "Run 'orka:help' for the list.";

    private static final Logger LOG = LoggerFactory.getLogger(ErrorWords.class);

    private ErrorWords() {}

    /** Returns the line; empty if the command has already printed the failure. */
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
                    "invalid command line: " + thrown.getMessage(),
                    "Check for unclosed quotes or brackets. Put values with special characters in single quotes.",
                    null);
        }
        LOG.info("A command of the shell failed", thrown);
        return new ShellFailure(
                "ORKA-SHELL-14",
                "the command failed: " + (thrown.getMessage() == null ? thrown.toString() : thrown.getMessage()),
                "Run 'orka:help COMMAND' for its arguments. The stack trace is in the host's log.",
                null);
    }

    private static OrkaFailure unknown(String command, CommandSession session) {
        return new ShellFailure(
                "ORKA-SHELL-02",
                "unknown command '" + command + "'",
                nearest(command, Gogo.commands(session))
                        .map(name -> "Did you mean '" + name + "'?")
                        .orElse(ALL_COMMANDS));
    }

    /**
     * Returns the closest name; if the scope is known, of that scope only, since equal scopes must not offset different
     * names.
     */
    private static Optional<String> nearest(String typed, Set<String> known) {
        int colon = typed.indexOf(':');
        if (colon < 0) {
            Set<String> names = new LinkedHashSet<>(known);
            known.forEach(name -> names.add(bare(name)));
            return NearestName.of(typed, names);
        }
        String scope = typed.substring(0, colon + 1);
        List<String> names = known.stream()
                .filter(name -> name.startsWith(scope))
                .map(ErrorWords::bare)
                .toList();
        return names.isEmpty()
                ? NearestName.of(typed, known)
                : NearestName.of(bare(typed), names).map(name -> scope + name);
    }

    private static String bare(String name) {
        return name.substring(name.indexOf(':') + 1);
    }
}
