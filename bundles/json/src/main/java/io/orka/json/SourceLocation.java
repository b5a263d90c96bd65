package io.orka.json;

/**
 * A location in a text.
 *
 * @param line counted from 1
 * @param column counted from 1
 * @param start offset of the first character
 * @param end offset after the last character
 */
public record SourceLocation(int line, int column, int start, int end) {

    /** Creates a location without an extent. */
    public static SourceLocation at(int line, int column) {
        return new SourceLocation(line, column, 0, 0);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
