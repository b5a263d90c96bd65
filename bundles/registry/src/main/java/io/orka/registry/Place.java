package io.orka.registry;

/**
 * Where something stands in a text.
 *
 * @param line counted from 1
 * @param column counted from 1
 * @param start offset of the first character
 * @param end offset behind the last character
 */
record Place(int line, int column, int start, int end) {

    /** Where something stands whose extent does not matter. */
    static Place at(int line, int column) {
        return new Place(line, column, 0, 0);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
