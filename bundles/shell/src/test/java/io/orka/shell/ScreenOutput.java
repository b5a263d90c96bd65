package io.orka.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import org.jline.utils.AttributedString;

/** Collects the output to a terminal. A test can wait for a string in the output. */
final class ScreenOutput extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int single) {
        bytes.write(single);
        notifyAll();
    }

    @Override
    public synchronized void write(byte[] more, int from, int length) {
        bytes.write(more, from, length);
        notifyAll();
    }

    synchronized String text() {
        return AttributedString.stripAnsi(bytes.toString(UTF_8));
    }

    synchronized void await(String text) throws InterruptedException {
        while (!text().contains(text)) {
            wait();
        }
    }
}
