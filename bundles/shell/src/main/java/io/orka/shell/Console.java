package io.orka.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.orka.json.JsonText;
import io.orka.sdk.CallContext;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * The output of one command. Control characters in text are escaped before the text is printed.
 *
 * @param out receives bytes in UTF-8, regardless of the charset of the stream
 * @param width columns of the terminal; 0 for unlimited
 * @param color whether colors and moving lines may be used
 * @param context the context, cancelled when the user interrupts the command
 */
record Console(PrintStream out, int width, boolean color, CallContext context) {

    Console {
        requireNonNull(out, "out is null");
        requireNonNull(context, "context is null");
    }

    void println(String text) {
        println(Tint.PLAIN, text);
    }

    void println(Tint tint, String text) {
        String safe = Plain.line(text);
        raw(color ? tint.on(safe) : safe);
    }

    /** Prints a paragraph that fits the terminal's width. */
    void wrap(String text, String first, String indent) {
        Wrapped.lines(text, width, first, indent).forEach(this::println);
    }

    void print(Table table) {
        table.lines(width, color).forEach(this::raw);
    }

    void json(@Nullable Object data) {
        raw(Plain.json(JsonText.write(data)));
    }

    void prettyJson(@Nullable Object data) {
        raw(Plain.json(JsonText.writePretty(data)));
    }

    private void raw(String line) {
        byte[] bytes = (line + "\n").getBytes(UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }
}
