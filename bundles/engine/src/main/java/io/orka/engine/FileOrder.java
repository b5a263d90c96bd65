package io.orka.engine;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of file names in which sequences of digits are compared as numbers: {@code 9-api.jar} comes before {@code
 * 10-core.jar}.
 */
final class FileOrder implements Comparator<String> {

    static final FileOrder INSTANCE = new FileOrder();

    private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9]+");

    private FileOrder() {}

    @Override
    public int compare(String one, String other) {
        Matcher ones = PART.matcher(one);
        Matcher others = PART.matcher(other);
        while (ones.find()) {
            if (!others.find()) {
                return 1;
            }
            int order = comparePart(ones.group(), others.group());
            if (order != 0) {
                return order;
            }
        }
        return others.find() ? -1 : one.compareTo(other);
    }

    private static int comparePart(String one, String other) {
        return isNumber(one) && isNumber(other)
                ? new BigInteger(one).compareTo(new BigInteger(other))
                : one.compareTo(other);
    }

    private static boolean isNumber(String part) {
        return part.charAt(0) >= '0' && part.charAt(0) <= '9';
    }
}
