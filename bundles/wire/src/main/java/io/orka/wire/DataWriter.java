package io.orka.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encodes JSON-like data as CBOR. Integer, Short and Byte values take four bytes and Long values eight, so that the
 * receiver gets the same type.
 */
public final class DataWriter {

    private static final int USUAL_LENGTH = 256;

    private byte[] buffer = new byte[USUAL_LENGTH];
    private int length = Frame.HEAD;

    private DataWriter() {}

    /**
     * Encodes data as the body of a frame.
     *
     * @param data JSON-like data
     * @return a buffer that starts with free space for the frame's header
     * @throws BadData when the data is not JSON-like, or exceeds the maximum length of a body
     */
    public static ByteBuffer frame(@Nullable Object data) throws BadData {
        DataWriter writer = new DataWriter();
        writer.value(data, 0);
        return ByteBuffer.wrap(writer.buffer, 0, writer.length);
    }

    private void value(@Nullable Object value, int depth) throws BadData {
        if (value == null) {
            head(Cbor.SIMPLE, Cbor.NULL);
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Boolean bool) {
            head(Cbor.SIMPLE, bool ? Cbor.TRUE : Cbor.FALSE);
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof byte[] bytes) {
            bytes(Cbor.BYTES, bytes);
        } else if (depth >= Cbor.DEEPEST) {
            throw new BadData(Cbor.TOO_DEEP);
        } else if (value instanceof Map<?, ?> map) {
            head(Cbor.MAP, map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text(String.valueOf(entry.getKey()));
                value(entry.getValue(), depth + 1);
            }
        } else if (value instanceof List<?> list) {
            head(Cbor.ARRAY, list.size());
            for (Object item : list) {
                value(item, depth + 1);
            }
        } else {
            throw new BadData(value.getClass().getTypeName() + ", which is not JSON-like");
        }
    }

    private void number(Number number) throws BadData {
        if (number instanceof Long) {
            whole(number.longValue(), Cbor.IN_8_BYTES);
        } else if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            whole(number.longValue(), Cbor.IN_4_BYTES);
        } else if (number instanceof Float) {
            room(1 + Float.BYTES);
            argument(Cbor.SIMPLE, Cbor.IN_4_BYTES, Float.floatToRawIntBits(number.floatValue()));
        } else if (number instanceof BigInteger big) {
            big(big);
        } else if (number instanceof BigDecimal decimal) {
            head(Cbor.TAG, Cbor.TAG_DECIMAL);
            head(Cbor.ARRAY, 2);
            whole(-(long) decimal.scale(), Cbor.IN_8_BYTES);
            big(decimal.unscaledValue());
        } else {
            room(1 + Double.BYTES);
            argument(Cbor.SIMPLE, Cbor.IN_8_BYTES, Double.doubleToRawLongBits(number.doubleValue()));
        }
    }

    private void whole(long number, int size) throws BadData {
        room(1 + Long.BYTES);
        argument(number < 0 ? Cbor.NEGATIVE : Cbor.UNSIGNED, size, number < 0 ? ~number : number);
    }

    private void big(BigInteger number) throws BadData {
        boolean negative = number.signum() < 0;
        byte[] bytes = (negative ? number.not() : number).toByteArray();
        if (bytes.length > Cbor.LONGEST_NUMBER) {
            throw new BadData("a number of " + bytes.length + " bytes; the limit is " + Cbor.LONGEST_NUMBER);
        }
        head(Cbor.TAG, negative ? Cbor.TAG_NEGATIVE : Cbor.TAG_POSITIVE);
        bytes(Cbor.BYTES, bytes);
    }

    private void text(String text) throws BadData {
        if (holdsHalves(text)) { // the surrogate would be encoded as a question mark
            throw new BadData("a string with an unpaired surrogate");
        }
        bytes(Cbor.TEXT, text.getBytes(UTF_8));
    }

    private static boolean holdsHalves(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private void bytes(int major, byte[] bytes) throws BadData {
        head(major, bytes.length);
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    /** Writes the head of an item, with the argument in as few bytes as possible. */
    private void head(int major, int argument) throws BadData {
        room(1 + Integer.BYTES);
        if (argument < Cbor.IN_1_BYTE) {
            buffer[length++] = (byte) (major << Cbor.MAJOR_SHIFT | argument);
        } else if (argument <= 0xff) {
            argument(major, Cbor.IN_1_BYTE, argument);
        } else if (argument <= 0xffff) {
            argument(major, Cbor.IN_2_BYTES, argument);
        } else {
            argument(major, Cbor.IN_4_BYTES, argument);
        }
    }

    private void argument(int major, int size, long argument) {
        buffer[length++] = (byte) (major << Cbor.MAJOR_SHIFT | size);
        for (int bits = 8 * (1 << (size - Cbor.IN_1_BYTE)) - 8; bits >= 0; bits -= 8) {
            buffer[length++] = (byte) (argument >>> bits);
        }
    }

    private void room(int more) throws BadData {
        long needed = (long) length + more;
        if (needed > buffer.length) {
            // The space for an item's head is larger than the head, so the limit is exceeded by a few bytes at most.
            if (needed - Frame.HEAD > Frame.LONGEST_BODY) {
                throw new BadData("more than " + Frame.LONGEST_BODY + " bytes");
            }
            buffer = Arrays.copyOf(buffer, (int)
                    Math.max(needed, Math.min(2L * buffer.length, Frame.HEAD + (long) Frame.LONGEST_BODY)));
        }
    }
}
