package io.orka.entry;

/** Reports a value that is not JSON-like. The path to the value is built while the recursion unwinds. */
public final class NotJsonLike extends Exception {

    private static final long serialVersionUID = 1L;

    /** The maximum length of the path, which is enough to find the value. Keys may have any length. */
    private static final int LONGEST_PATH = 200;

    private final String found;
    private final StringBuilder path = new StringBuilder();

    NotJsonLike(String found) {
        super(found, null, false, false);
        this.found = found;
    }

    NotJsonLike inside(String step) {
        path.insert(0, shortened(step));
        return this;
    }

    /**
     * Describes the value and its path.
     *
     * @param root the name of the root
     * @return a phrase such as {@code java.util.Date at data.when, which is not JSON-like; …}
     */
    public String describe(String root) {
        return found + " at " + shortened(root + path)
                + ", which is not JSON-like; supported types are null, Boolean, Number, String, List,"
                + " Map with String keys, and byte[]";
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_PATH ? text : text.substring(0, LONGEST_PATH) + "…";
    }
}
