package io.orka.calls;

/** Tells from inside a walk what was found and where; the path grows as the walk unwinds. */
final class NotJsonLike extends Exception {

    private static final long serialVersionUID = 1L;

    private final String found;
    private final StringBuilder path = new StringBuilder();

    NotJsonLike(String found) {
        super(found, null, false, false);
        this.found = found;
    }

    NotJsonLike inside(String step) {
        path.insert(0, step);
        return this;
    }

    String describe(String root) {
        return found + " at " + root + path
                + ", which is not JSON-like; allowed are null, Boolean, Number, String, List,"
                + " Map with String keys, and byte[]";
    }
}
