package io.orka.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jline.utils.AttributedString;

/** Aligned rows with titles that fit the terminal: the least important columns are shortened, then dropped. */
final class Table {

    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    /**
     * One column.
     *
     * @param title the title of the column
     * @param right whether the column is aligned to the right, like numbers
     * @param rank the rank: columns of the highest rank are dropped first, and columns of rank 0 never
     * @param least the smallest width to which strings are cut
     */
    record Column(String title, boolean right, int rank, int least) {

        static Column text(String title, int rank, int least) {
            return new Column(title, false, rank, least);
        }

        static Column number(String title, int rank) {
            return new Column(title, true, rank, Integer.MAX_VALUE);
        }
    }

    /** A text and its color. */
    record Cell(String text, Tint tint) {

        Cell {
            text = Plain.line(text);
        }

        static Cell of(Object value) {
            return new Cell(value.toString(), Tint.PLAIN);
        }
    }

    Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    void row(List<Cell> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + columns.size() + " columns");
        }
        rows.add(List.copyOf(cells));
    }

    /** Returns the lines, titles first; with {@code width} 0, all columns are complete. */
    List<String> lines(int width, boolean color) {
        int[] widths = widths();
        List<Integer> shown = fit(widths, width);
        List<String> lines = new ArrayList<>();
        lines.add(line(titles(), shown, widths, color));
        rows.forEach(row -> lines.add(line(row, shown, widths, color)));
        return lines;
    }

    private List<Cell> titles() {
        return columns.stream()
                .map(column -> new Cell(column.title(), Tint.BOLD))
                .toList();
    }

    private int[] widths() {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = columns.get(i).title().length();
            for (List<Cell> row : rows) {
                widths[i] = Math.max(widths[i], length(row.get(i).text()));
            }
        }
        return widths;
    }

    private List<Integer> fit(int[] widths, int width) {
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            shown.add(i);
        }
        while (width > 0 && !shorten(shown, widths, width)) {
            Integer least = shown.stream()
                    .max(Comparator.comparingInt(i -> columns.get(i).rank()))
                    .orElseThrow();
            if (columns.get(least).rank() == 0) {
                break;
            }
            shown.remove(least);
        }
        return shown;
    }

    /**
     * Cuts columns, the last column first. Returns false without a cut if cuts do not suffice and a column can be
     * dropped.
     */
    private boolean shorten(List<Integer> shown, int[] widths, int width) {
        int excess = GAP.length() * (shown.size() - 1) - width;
        int spare = 0;
        boolean last = true;
        for (int i : shown) {
            excess += widths[i];
            spare += Math.max(0, widths[i] - columns.get(i).least());
            last &= columns.get(i).rank() == 0;
        }
        if (excess > spare && !last) {
            return false;
        }
        for (int at = shown.size() - 1; at >= 0 && excess > 0; at--) {
            int i = shown.get(at);
            int cut = Math.min(excess, Math.max(0, widths[i] - columns.get(i).least()));
            widths[i] -= cut;
            excess -= cut;
        }
        return true;
    }

    private String line(List<Cell> cells, List<Integer> shown, int[] widths, boolean color) {
        StringBuilder line = new StringBuilder();
        for (int i : shown) {
            String text = cut(cells.get(i).text(), widths[i]);
            String blank = " ".repeat(widths[i] - length(text));
            String painted = color ? cells.get(i).tint().on(text) : text;
            line.append(line.isEmpty() ? "" : GAP);
            line.append(columns.get(i).right() ? blank + painted : painted + blank);
        }
        return line.toString().stripTrailing();
    }

    static String cut(String text, int width) {
        return length(text) <= width ? text : new AttributedString(text).columnSubSequence(0, width - 1) + "…";
    }

    private static int length(String text) {
        return new AttributedString(text).columnLength();
    }
}
