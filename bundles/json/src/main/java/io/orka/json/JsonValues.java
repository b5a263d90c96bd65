package io.orka.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads values and estimates the memory they take: a few megabytes of brackets become hundreds of megabytes of lists.
 */
final class JsonValues {

    private static final int LIST = 80;
    private static final int ITEM = 8;
    private static final int MAP = 136;
    private static final int MEMBER = 48;
    private static final int TEXT = 48;
    private static final int NUMBER = 24;

    /** Enough for any real number, and still fast to parse. */
    private static final int LONGEST_NUMBER = 10_000;

    private final JsonParser parser;
    private final long room;
    private long taken;

    /**
     * Reads from a parser.
     *
     * @param room the maximum size of the values in bytes
     */
    JsonValues(JsonParser parser, long room) {
        this.parser = parser;
        this.room = room;
    }

    /**
     * Reads the value whose first token is current; throws a {@link JsonFailure} when it exceeds the budget.
     *
     * @param levels the deepest nesting of lists and maps
     */
    @Nullable
    Object next(int levels) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(deeper(levels));
            case START_ARRAY -> array(deeper(levels));
            case VALUE_STRING -> text(parser.getText());
            case VALUE_NUMBER_INT -> {
                checkDigits();
                yield whole(parser.getNumberValue());
            }
            case VALUE_NUMBER_FLOAT -> {
                checkDigits();
                yield new Json.Num(SourceLocation.at(1, 1), number(parser.getText())).data();
            }
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static int deeper(int levels) {
        if (levels == 0) {
            throw refused("data that is nested deeper than " + JsonBytes.DEEPEST_DATA + " levels, or contains itself");
        }
        return levels - 1;
    }

    private void checkDigits() throws IOException {
        int length = parser.getTextLength();
        if (length > LONGEST_NUMBER) {
            throw refused("a number of " + length + " digits; the limit is " + LONGEST_NUMBER);
        }
    }

    private static JsonFailure refused(String what) {
        return new JsonFailure("ORKA-JSON-02", what, "Send data with less nesting and shorter numbers.");
    }

    private Map<String, @Nullable Object> object(int levels) throws IOException {
        take(MAP);
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            take(MEMBER);
            String name = text(parser.currentName());
            parser.nextToken();
            object.put(name, next(levels));
        }
        return object;
    }

    private List<@Nullable Object> array(int levels) throws IOException {
        take(LIST);
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            take(ITEM);
            array.add(next(levels));
        }
        return array;
    }

    private Number whole(Number number) {
        take(NUMBER);
        return number instanceof Integer small ? (Long) small.longValue() : number;
    }

    private String number(String digits) {
        take(NUMBER + digits.length());
        return digits;
    }

    private String text(String text) {
        take(TEXT + text.length());
        return text;
    }

    private void take(long bytes) {
        taken += bytes;
        if (taken > room) {
            throw new JsonFailure(
                    "ORKA-JSON-03",
                    "data of more than " + (room >> 20) + " MiB in memory",
                    "Send less data per call, or increase the host's heap (-Xmx). One call can use a quarter of the heap.");
        }
    }
}
