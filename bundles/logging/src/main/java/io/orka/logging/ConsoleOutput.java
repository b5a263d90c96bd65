package io.orka.logging;

import java.io.OutputStream;
import java.io.PrintStream;

/** The standard output of the process, which stays open at the end of the log. */
final class ConsoleOutput extends OutputStream {

    private final PrintStream own;

    ConsoleOutput(PrintStream own) {
        this.own = own;
    }

    @Override
    public void write(int b) {
        own.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        own.write(bytes, offset, length);
    }

    @Override
    public void flush() {
        own.flush();
    }
}
