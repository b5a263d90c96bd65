package io.orka.wire;

/** The parts of CBOR (RFC 8949) that JSON-like data needs. */
final class Cbor {

    // Major types, in the upper three bits of an item's first byte.
    static final int UNSIGNED = 0;
    static final int NEGATIVE = 1;
    static final int BYTES = 2;
    static final int TEXT = 3;
    static final int ARRAY = 4;
    static final int MAP = 5;
    static final int TAG = 6;
    static final int SIMPLE = 7;

    static final int MAJOR_SHIFT = 5;
    static final int INFO = 0x1f;

    // The lower five bits: the size of the argument that follows; a smaller value is the argument itself.
    static final int IN_1_BYTE = 24;
    static final int IN_2_BYTES = 25;
    static final int IN_4_BYTES = 26;
    static final int IN_8_BYTES = 27;

    // Of major type 7.
    static final int FALSE = 20;
    static final int TRUE = 21;
    static final int NULL = 22;

    // Section 3.4.3 and 3.4.4.
    static final int TAG_POSITIVE = 2;
    static final int TAG_NEGATIVE = 3;
    static final int TAG_DECIMAL = 4;

    /** The deepest nesting of lists and maps in the data of a call; data that contains itself would never end. */
    static final int DEEPEST_DATA = 64;

    /** As {@link #DEEPEST_DATA}, plus the two maps that contain the data. */
    static final int DEEPEST = DEEPEST_DATA + 2;

    static final String TOO_DEEP = "data that is nested deeper than " + DEEPEST_DATA + " levels, or contains itself";

    /** Enough for any real number, and still fast to print. */
    static final int LONGEST_NUMBER = 4096;

    static final int MOST_VALUES = 10_000_000;

    private Cbor() {}
}
