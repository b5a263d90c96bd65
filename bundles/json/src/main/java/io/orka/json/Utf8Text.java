package io.orka.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decodes strict UTF-8: reports the location of an invalid byte or a byte order mark, and replaces no bytes. */
public final class Utf8Text {

    private Utf8Text() {}

    public static @Nullable String decode(byte[] bytes, Problems problems) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        String text = out.flip().toString();
        if (text.startsWith("\uFEFF")) {
            problems.add(SourceLocation.at(1, 1), "starts with a byte order mark; save it as UTF-8 without this mark");
            return null;
        }
        if (result.isError()) {
            int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
            int column = text.length() - text.lastIndexOf('\n');
            problems.add(
                    SourceLocation.at(line, column),
                    String.format("is not UTF-8: byte 0x%02x at offset %d", in.get(in.position()), in.position()));
            return null;
        }
        return text;
    }
}
