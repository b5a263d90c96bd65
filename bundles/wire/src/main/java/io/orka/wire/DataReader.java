package io.orka.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes JSON-like data from CBOR. Since the sender may be hostile, an announced length allocates no memory before the
 * bytes arrive, and the number of bytes bounds the time and the stack.
 */
public final class DataReader {

    private final byte[] bytes;
    private final AllocationBudget budget;
    private int place;
    private int values;

    private DataReader(byte[] bytes, AllocationBudget budget) {
        this.bytes = bytes;
        this.budget = budget;
    }

    /**
     * Reads one item. An integer in four bytes becomes an Integer if its value fits. Other integers become a Long, or a
     * BigInteger beyond 64 bits. If a key occurs several times, the last value is used.
     *
     * @param bytes exactly one CBOR item
     * @return the data, in new lists and maps; maps keep their order
     * @throws BadData when the bytes are not valid data, or the data would take more than a quarter of the heap
     */
    public static @Nullable Object read(byte[] bytes) throws BadData {
        return read(bytes, new AllocationBudget());
    }

    static @Nullable Object read(byte[] bytes, AllocationBudget budget) throws BadData {
        DataReader reader = new DataReader(bytes, budget);
        Object value = reader.value(0);
        if (reader.place != bytes.length) {
            throw new BadData("unexpected bytes after the data");
        }
        return value;
    }

    private @Nullable Object value(int depth) throws BadData {
        if (++values > Cbor.MOST_VALUES) {
            throw new BadData("more than " + Cbor.MOST_VALUES + " values");
        }
        int first = octet();
        int size = first & Cbor.INFO;
        return switch (first >> Cbor.MAJOR_SHIFT) {
            case Cbor.UNSIGNED -> whole(argument(size), size, false);
            case Cbor.NEGATIVE -> whole(argument(size), size, true);
            case Cbor.BYTES -> chunk(length(size));
            case Cbor.TEXT -> text(length(size));
            case Cbor.ARRAY -> array(length(size), deeper(depth));
            case Cbor.MAP -> map(length(size), deeper(depth));
            case Cbor.TAG -> tagged(argument(size));
            default -> simple(size);
        };
    }

    private static int deeper(int depth) throws BadData {
        if (depth >= Cbor.DEEPEST) {
            throw new BadData(Cbor.TOO_DEEP);
        }
        return depth + 1;
    }

    private Number whole(long argument, int size, boolean negative) throws BadData {
        budget.take(AllocationBudget.NUMBER);
        if (argument < 0) { // bit 64 is set, so the value is too large for a Long
            BigInteger unsigned = new BigInteger(Long.toUnsignedString(argument));
            return negative ? unsigned.not() : unsigned;
        }
        long number = negative ? ~argument : argument;
        boolean wasInteger = size == Cbor.IN_4_BYTES && number == (int) number;
        return wasInteger ? (Number) (int) number : (Number) number;
    }

    private @Nullable Object simple(int size) throws BadData {
        budget.take(size >= Cbor.IN_4_BYTES ? AllocationBudget.NUMBER : 0);
        return switch (size) {
            case Cbor.FALSE -> false;
            case Cbor.TRUE -> true;
            case Cbor.NULL -> null;
            case Cbor.IN_4_BYTES -> Float.intBitsToFloat((int) argument(size));
            case Cbor.IN_8_BYTES -> Double.longBitsToDouble(argument(size));
            default -> throw new BadData("the simple value " + size + ", which this protocol does not use");
        };
    }

    private Number tagged(long tag) throws BadData {
        return tag == Cbor.TAG_DECIMAL ? decimal() : big(tag);
    }

    private BigDecimal decimal() throws BadData {
        budget.take(AllocationBudget.NUMBER);
        if (octet() != (Cbor.ARRAY << Cbor.MAJOR_SHIFT | 2)) {
            throw new BadData("a decimal that is not a pair");
        }
        Number power = digits();
        long exponent = power instanceof BigInteger ? Long.MIN_VALUE : power.longValue();
        if (exponent != (int) exponent || exponent == Integer.MIN_VALUE) {
            throw new BadData("a decimal with an exponent that is out of range");
        }
        Number digits = digits();
        return new BigDecimal(
                digits instanceof BigInteger big ? big : BigInteger.valueOf(digits.longValue()), (int) -exponent);
    }

    /** Reads an integer, since all items of a decimal are integers. */
    private Number digits() throws BadData {
        int first = octet();
        int size = first & Cbor.INFO;
        return switch (first >> Cbor.MAJOR_SHIFT) {
            case Cbor.UNSIGNED -> whole(argument(size), size, false);
            case Cbor.NEGATIVE -> whole(argument(size), size, true);
            case Cbor.TAG -> big(argument(size));
            default -> throw new BadData("a decimal with an item that is not a number");
        };
    }

    private BigInteger big(long tag) throws BadData {
        if (tag != Cbor.TAG_POSITIVE && tag != Cbor.TAG_NEGATIVE) {
            throw new BadData("the tag " + Long.toUnsignedString(tag) + ", which this protocol does not use here");
        }
        int first = octet();
        if (first >> Cbor.MAJOR_SHIFT != Cbor.BYTES) {
            throw new BadData("a big number that is not a byte string");
        }
        int length = length(first & Cbor.INFO);
        if (length > Cbor.LONGEST_NUMBER) {
            throw new BadData("a number of " + length + " bytes; the limit is " + Cbor.LONGEST_NUMBER);
        }
        BigInteger unsigned = new BigInteger(1, chunk(length));
        return tag == Cbor.TAG_NEGATIVE ? unsigned.not() : unsigned;
    }

    private List<@Nullable Object> array(int length, int depth) throws BadData {
        budget.take(AllocationBudget.LIST + (long) AllocationBudget.ITEM * length);
        List<@Nullable Object> list = new ArrayList<>(Math.min(length, 16));
        for (int i = 0; i < length; i++) {
            list.add(value(depth));
        }
        return list;
    }

    private Map<String, @Nullable Object> map(int length, int depth) throws BadData {
        budget.take(AllocationBudget.MAP + (long) AllocationBudget.MEMBER * length);
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < length; i++) {
            int first = octet();
            if (first >> Cbor.MAJOR_SHIFT != Cbor.TEXT) {
                throw new BadData("a key that is not a string");
            }
            String name = text(length(first & Cbor.INFO));
            map.put(name, value(depth));
        }
        return map;
    }

    private String text(int length) throws BadData {
        budget.take(AllocationBudget.TEXT + (long) length);
        String text = new String(bytes, place, length, UTF_8);
        place += length;
        return text;
    }

    private byte[] chunk(int length) throws BadData {
        budget.take(AllocationBudget.TEXT + (long) length);
        byte[] chunk = Arrays.copyOfRange(bytes, place, place + length);
        place += length;
        return chunk;
    }

    /** Reads a length in bytes or items, and checks it against the rest, since each item takes at least one byte. */
    private int length(int size) throws BadData {
        long length = argument(size);
        if (length < 0 || length > bytes.length - place) {
            throw new BadData("an item that announces " + Long.toUnsignedString(length) + " parts but has fewer");
        }
        return (int) length;
    }

    private long argument(int size) throws BadData {
        if (size < Cbor.IN_1_BYTE) {
            return size;
        }
        if (size > Cbor.IN_8_BYTES) {
            throw new BadData("an item without a length, which this protocol does not use");
        }
        long argument = 0;
        for (int i = 1 << (size - Cbor.IN_1_BYTE); i > 0; i--) {
            argument = argument << 8 | octet();
        }
        return argument;
    }

    private int octet() throws BadData {
        if (place == bytes.length) {
            throw new BadData("an incomplete item at the end");
        }
        return bytes[place++] & 0xff;
    }
}
