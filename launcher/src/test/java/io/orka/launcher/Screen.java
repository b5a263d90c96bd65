package io.orka.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.regex.Pattern;
import org.jline.utils.AttributedString;

/** The output of a terminal, in which a test can wait for a string. */
final class Screen extends OutputStream {

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

    /** Waits until a string has appeared the given number of times. */
    synchronized void await(String text, int times) throws InterruptedException {
        while (text().split(Pattern.quote(text), -1).length <= times) {
            wait();
        }
    }
}
