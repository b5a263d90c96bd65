package io.orka.shell;

import io.orka.sdk.CancellableContext;
import java.io.PrintStream;
import java.util.Map;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;

/** Runs one line of a session and returns its outcome. */
final class CommandLine {

    private CommandLine() {}

    /** The outcome of a line. */
    enum Outcome {
        DONE,
        FAILED,
        INTERRUPTED
    }

    static Outcome run(CommandSession session, String line, PrintStream out, PrintStream err) {
        CancellableContext context = new CancellableContext(null, Map.of());
        session.put(CommandFunction.CONTEXT, context);
        try {
            Object result = session.execute(line);
            if (result != null) {
                out.println(session.format(result, Converter.INSPECT));
            }
            // Gogo has already printed a failure before the last command of a pipeline, and continued.
            return session.get("pipe-exception") == null ? Outcome.DONE : Outcome.FAILED;
        } catch (InterruptedException e) {
            context.cancel();
            return Outcome.INTERRUPTED;
        } catch (Exception e) {
            ErrorWords.of(e, session).ifPresent(words -> err.println(Plain.line(words)));
            return Outcome.FAILED;
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** Stops the line that is running in a session, if any. */
    static void interrupt(CommandSession session) {
        if (session.get(CommandFunction.CONTEXT) instanceof CancellableContext context) {
            context.cancel();
        }
        if (session.foregroundJob() != null) {
            session.foregroundJob().interrupt();
        }
    }
}
