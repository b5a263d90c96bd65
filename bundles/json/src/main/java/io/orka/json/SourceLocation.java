package io.orka.json;

/**
 * Where something stands in a text.
 *
 * @param line counted from 1
 * @param column counted from 1
 * @param start offset of the first character
 * @param end offset behind the last character
 */
public record SourceLocation(int line, int column, int start, int end) {

    /** Where something stands whose extent does not matter. */
    public static SourceLocation at(int line, int column) {
        return new SourceLocation(line, column, 0, 0);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
