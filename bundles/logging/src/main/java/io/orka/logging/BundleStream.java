package io.orka.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Hands what bundles print to the log, and what others print to the process' own stream. It has no lock: every method that
 * {@link PrintStream} would lock is written anew.
 */
final class BundleStream extends PrintStream {

    private final PrintStream own;
    private final PrintedLines lines;
    private final boolean all;

    /**
     * Creates one.
     *
     * @param own where others print
     * @param lines where bundles print
     * @param all whether others print there, too
     */
    BundleStream(PrintStream own, PrintedLines lines, boolean all) {
        super(OutputStream.nullOutputStream(), false, UTF_8);
        this.own = own;
        this.lines = lines;
        this.all = all;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        @Nullable String bundle = Callers.nearest();
        if (bundle == null && !all) {
            own.write(bytes, offset, length);
        } else {
            lines.print(bundle, Arrays.copyOfRange(bytes, offset, offset + length));
        }
    }

    @Override
    public void print(@Nullable String text) {
        @Nullable String bundle = Callers.nearest();
        if (bundle == null && !all) {
            own.print(text);
        } else {
            lines.print(bundle, String.valueOf(text).getBytes(UTF_8));
        }
    }

    @Override
    public void println(@Nullable String text) {
        print(text + System.lineSeparator());
    }

    @Override
    public void print(boolean value) {
        print(String.valueOf(value));
    }

    @Override
    public void print(char value) {
        print(String.valueOf(value));
    }

    @Override
    public void print(int value) {
        print(String.valueOf(value));
    }

    @Override
    public void print(long value) {
        print(String.valueOf(value));
    }

    @Override
    public void print(float value) {
        print(String.valueOf(value));
    }

    @Override
    public void print(double value) {
        print(String.valueOf(value));
    }

    @Override
    public void print(char[] value) {
        print(String.valueOf(value));
    }

    @Override
    public void print(@Nullable Object value) {
        print(String.valueOf(value));
    }

    @Override
    public void println() {
        print(System.lineSeparator());
    }

    @Override
    public void println(boolean value) {
        println(String.valueOf(value));
    }

    @Override
    public void println(char value) {
        println(String.valueOf(value));
    }

    @Override
    public void println(int value) {
        println(String.valueOf(value));
    }

    @Override
    public void println(long value) {
        println(String.valueOf(value));
    }

    @Override
    public void println(float value) {
        println(String.valueOf(value));
    }

    @Override
    public void println(double value) {
        println(String.valueOf(value));
    }

    @Override
    public void println(char[] value) {
        println(String.valueOf(value));
    }

    @Override
    public void println(@Nullable Object value) {
        println(String.valueOf(value));
    }

    @Override
    public PrintStream format(String format, @Nullable Object... arguments) {
        return format(Locale.getDefault(Locale.Category.FORMAT), format, arguments);
    }

    @Override
    public PrintStream format(@Nullable Locale locale, String format, @Nullable Object... arguments) {
        print(String.format(locale, format, arguments));
        return this;
    }

    @Override
    public void flush() {
        own.flush();
    }

    /** Closes nothing: the stream is everybody's. */
    @Override
    public void close() {
        own.flush();
    }

    @Override
    public boolean checkError() {
        return own.checkError();
    }
}
