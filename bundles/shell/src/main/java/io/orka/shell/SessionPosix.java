package io.orka.shell;

import java.io.InputStream;
import java.io.PrintStream;
import org.apache.felix.gogo.jline.Posix;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Job;
import org.apache.felix.service.command.Process;

/**
 * The shell's {@code grep}, {@code ls} and similar commands. Gogo's commands treat every output except a pipe as a
 * terminal, and would color the output of {@code orka exec} in a file. In this class, the session's {@link Style}
 * decides about colors.
 */
final class SessionPosix extends Posix {

    SessionPosix(CommandProcessor processor) {
        super(processor);
    }

    @Override
    protected Object run(CommandSession session, Process process, String[] words) throws Exception {
        boolean terminal = session.get(CommandFunction.STYLE) instanceof Style style && style.color();
        return super.run(session, terminal ? process : new NoTerminal(process), words);
    }

    private record NoTerminal(Process process) implements Process {

        @Override
        public boolean isTty(int descriptor) {
            return false;
        }

        @Override
        public InputStream in() {
            return process.in();
        }

        @Override
        public PrintStream out() {
            return process.out();
        }

        @Override
        public PrintStream err() {
            return process.err();
        }

        @Override
        public Job job() {
            return process.job();
        }

        @Override
        public void error(int error) {
            process.error(error);
        }
    }
}
