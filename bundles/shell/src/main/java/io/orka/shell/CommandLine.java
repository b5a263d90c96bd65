package io.orka.shell;

import io.orka.sdk.CancellableContext;
import java.io.PrintStream;
import java.util.Map;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;

/** Runs one line of a session, and says what came of it. */
final class CommandLine {

    private CommandLine() {}

    /** What became of a line. */
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
            // Gogo has printed what failed before the last command of a pipeline, and gone on.
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

    /** Stops the line that runs in a session, if one does. */
    static void interrupt(CommandSession session) {
        if (session.get(CommandFunction.CONTEXT) instanceof CancellableContext context) {
            context.cancel();
        }
        if (session.foregroundJob() != null) {
            session.foregroundJob().interrupt();
        }
    }
}
