package io.orka.identity;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shortens a list of names in a message: a plugin may have 60,000 methods, too many for an error. */
public final class Listed {

    /** The number of names shown. */
    public static final int MOST = 20;

    private Listed() {}

    /**
     * Returns the first {@value #MOST} names, and the number of the remaining names.
     *
     * @param names the names, as returned by {@code toString}
     * @return such as {@code a, b, c} or {@code a, b, … and 59,980 more}
     */
    public static String of(Collection<?> names) {
        return of(names, ", ");
    }

    /**
     * Shortens a list as {@link #of(Collection)} does, with another separator.
     *
     * @param names the names, as returned by {@code toString}
     * @param separator the text between two names
     * @return the list
     */
    public static String of(Collection<?> names, String separator) {
        String shown = names.stream().limit(MOST).map(String::valueOf).collect(Collectors.joining(separator));
        return names.size() <= MOST ? shown : shown + String.format(Locale.ROOT, " and %,d more", names.size() - MOST);
    }
}
