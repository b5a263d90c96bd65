package io.orka.logging;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Passes output of bundles to logs, and other output unchanged and unbuffered to another stream. The stream has no
 * lock: it overrides every method that locks in {@link PrintStream}.
 */
final class BundleStream extends PrintStream {

    /** The owners of the output that goes to a log. */
    enum Share {
        PLUGINS,
        BUNDLES,
        ALL
    }

    private static final String END = System.lineSeparator();

    private final PrintStream own;
    private final PrintedLines lines;
    private final Share share;
    private final Charset charset;
    private volatile boolean ended;

    /** Creates a stream with the charset of the wrapped stream. */
    BundleStream(PrintStream own, PrintedLines lines, Share share) {
        this(own, lines, share, share == Share.PLUGINS ? charset(own) : UTF_8);
    }

    /**
     * Creates a stream.
     *
     * @param charset the charset of written bytes; except in UTF-8, all bytes of a character must be in the same write
     */
    BundleStream(PrintStream own, PrintedLines lines, Share share, Charset charset) {
        super(OutputStream.nullOutputStream(), false, charset);
        this.own = own;
        this.lines = lines;
        this.share = share;
        this.charset = charset;
    }

    /** Returns the charset of the stream; before JDK 18, the default charset. */
    static Charset charset(PrintStream stream) {
        try {
            return (Charset) Objects.requireNonNull(
                    PrintStream.class.getMethod("charset").invoke(stream));
        } catch (ReflectiveOperationException e) {
            return Charset.defaultCharset();
        }
    }

    private byte[] utf8(byte[] written) {
        boolean same = charset.equals(UTF_8) || charset.equals(US_ASCII); // a subset of UTF-8
        return same ? written : new String(written, charset).getBytes(UTF_8);
    }

    /** Passes all output through from now on. */
    void end() {
        ended = true;
    }

    /** Returns the owner of the output if the output goes to a log; otherwise {@code null}. */
    private @Nullable Speaker speaker() {
        if (ended) {
            return null;
        }
        Speaker speaker = Objects.requireNonNullElse(Callers.nearest(), Speaker.HOST);
        return switch (share) {
            case ALL -> speaker;
            case BUNDLES -> speaker.tag() == null ? null : speaker;
            case PLUGINS -> speaker.isPlugin() ? speaker : null;
        };
    }

    private void say(Speaker speaker, String text) {
        lines.print(speaker, text.getBytes(UTF_8));
    }

    @Override
    public void write(int b) {
        @Nullable Speaker speaker = speaker();
        if (speaker == null) {
            own.write(b);
        } else {
            lines.print(speaker, utf8(new byte[] {(byte) b}));
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        @Nullable Speaker speaker = speaker();
        if (speaker == null) {
            own.write(bytes, offset, length);
        } else {
            lines.print(speaker, utf8(Arrays.copyOfRange(bytes, offset, offset + length)));
        }
    }

    @Override
    public void print(@Nullable String text) {
        @Nullable Speaker speaker = speaker();
        if (speaker == null) {
            own.print(text);
        } else {
            say(speaker, String.valueOf(text));
        }
    }

    @Override
    public void println(@Nullable String text) {
        @Nullable Speaker speaker = speaker();
        if (speaker == null) {
            own.println(text);
        } else {
            say(speaker, text + END);
        }
    }

    @Override
    public void print(@Nullable Object value) {
        @Nullable Speaker speaker = speaker();
        if (speaker == null) {
            own.print(value);
        } else {
            say(speaker, String.valueOf(value));
        }
    }

    @Override
    public void println(@Nullable Object value) {
        @Nullable Speaker speaker = speaker();
        if (speaker == null) {
            own.println(value);
        } else {
            say(speaker, value + END);
        }
    }

    @Override
    public void println() {
        @Nullable Speaker speaker = speaker();
        if (speaker == null) {
            own.println();
        } else {
            say(speaker, END);
        }
    }

    @Override
    public PrintStream format(String format, @Nullable Object... arguments) {
        @Nullable Speaker speaker = speaker();
        if (speaker == null) {
            own.format(format, arguments);
        } else {
            say(speaker, String.format(Locale.getDefault(Locale.Category.FORMAT), format, arguments));
        }
        return this;
    }

    @Override
    public PrintStream format(@Nullable Locale locale, String format, @Nullable Object... arguments) {
        @Nullable Speaker speaker = speaker();
        if (speaker == null) {
            own.format(locale, format, arguments);
        } else {
            say(speaker, String.format(locale, format, arguments));
        }
        return this;
    }

    // All streams print values of these types as strings.

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
    public void flush() {
        own.flush();
    }

    /** Has no effect, since the stream is shared. */
    @Override
    public void close() {
        own.flush();
    }

    @Override
    public boolean checkError() {
        return own.checkError();
    }
}
