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

    // Values of the lower five bits: the size of the argument that follows. A smaller value is the argument itself.
    static final int IN_1_BYTE = 24;
    static final int IN_2_BYTES = 25;
    static final int IN_4_BYTES = 26;
    static final int IN_8_BYTES = 27;

    // Values of major type 7.
    static final int FALSE = 20;
    static final int TRUE = 21;
    static final int NULL = 22;

    // Tags, see sections 3.4.3 and 3.4.4.
    static final int TAG_POSITIVE = 2;
    static final int TAG_NEGATIVE = 3;
    static final int TAG_DECIMAL = 4;

    /** The maximum nesting of lists and maps in the data of a call. Data that contains itself would never end. */
    static final int DEEPEST_DATA = 64;

    /** The maximum nesting in a body: {@link #DEEPEST_DATA} plus the two maps that contain the data. */
    static final int DEEPEST = DEEPEST_DATA + 2;

    static final String TOO_DEEP = "data that is nested deeper than " + DEEPEST_DATA + " levels, or contains itself";

    /** The maximum length of a number: enough for real numbers, and fast to print. */
    static final int LONGEST_NUMBER = 4096;

    static final int MOST_VALUES = 10_000_000;

    private Cbor() {}
}
