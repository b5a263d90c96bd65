package io.orka.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.orka.identity.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses strict JSON (RFC 8259) with locations: no duplicate keys, no content after the value, a bounded depth. */
public final class JsonReader {

    /** Names from outside must not fill shared symbol tables. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private static final JsonFactory COMMENTED = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();

    private final JsonParser parser;
    private final int deepest;
    private final Problems problems;

    private JsonReader(JsonParser parser, int deepest, Problems problems) {
        this.parser = parser;
        this.deepest = deepest;
        this.problems = problems;
    }

    /**
     * Reads one value.
     *
     * @param text the whole text
     * @param deepest the deepest nesting of arrays and objects
     * @param problems receives the problems
     * @return the value, even with duplicate keys; {@code null} when the text is not JSON
     */
    public static @Nullable Json read(String text, int deepest, Problems problems) {
        return read(FACTORY, text, deepest, problems);
    }

    /** Reads one value as {@link #read(String, int, Problems)} does, but allows comments in Java's syntax. */
    public static @Nullable Json readCommented(String text, int deepest, Problems problems) {
        return read(COMMENTED, text, deepest, problems);
    }

    private static @Nullable Json read(JsonFactory factory, String text, int deepest, Problems problems) {
        try (JsonParser parser = factory.createParser(text.toCharArray())) {
            JsonReader reader = new JsonReader(parser, deepest, problems);
            if (parser.nextToken() == null) {
                problems.add(SourceLocation.at(1, 1), "is empty");
                return null;
            }
            Json value = reader.value(0);
            if (parser.nextToken() != null) {
                problems.add(reader.here(), "has unexpected content after the JSON value");
                return null;
            }
            return value;
        } catch (TooDeep e) {
            problems.add(e.place, "is nested deeper than " + deepest + " levels");
            return null;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            SourceLocation place =
                    at == null ? SourceLocation.at(1, 1) : SourceLocation.at(at.getLineNr(), at.getColumnNr());
            problems.add(place, "is not JSON: " + JsonMistake.words(e));
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("cannot read from memory", e);
        }
    }

    private Json value(int depth) throws IOException {
        if (depth >= deepest && parser.currentToken().isStructStart()) {
            throw new TooDeep(here());
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            case VALUE_STRING -> text();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE, VALUE_FALSE -> new Json.Bool(here(), parser.getBooleanValue());
            default -> new Json.Null(here());
        };
    }

    private Json object(int depth) throws IOException {
        SourceLocation opening = here();
        List<Json.Member> members = new ArrayList<>();
        Map<String, SourceLocation> seen = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            SourceLocation place = here();
            SourceLocation first = seen.putIfAbsent(name, place);
            if (first != null) {
                problems.add(place, "duplicate key " + SafeText.quoted(name) + ", first at " + first);
            }
            checkSurrogates(name, place);
            parser.nextToken();
            members.add(new Json.Member(place, name, value(depth + 1)));
        }
        return new Json.Obj(until(opening), List.copyOf(members));
    }

    private Json array(int depth) throws IOException {
        SourceLocation opening = here();
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(depth + 1));
        }
        return new Json.Array(until(opening), List.copyOf(items));
    }

    private Json text() throws IOException {
        String text = parser.getText();
        checkSurrogates(text, here());
        return new Json.Text(until(here()), text);
    }

    private Json number() throws IOException {
        Json.Num number = new Json.Num(until(here()), parser.getText());
        try {
            number.data();
        } catch (NumberFormatException e) {
            problems.add(here(), "has an exponent that is too large");
        }
        return number;
    }

    private void checkSurrogates(String text, SourceLocation place) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            problems.add(place, "contains an unpaired surrogate");
        }
    }

    private SourceLocation here() {
        JsonLocation at = parser.currentTokenLocation();
        int start = (int) at.getCharOffset();
        return new SourceLocation(at.getLineNr(), at.getColumnNr(), start, start);
    }

    private SourceLocation until(SourceLocation opening) {
        int end = (int) parser.currentLocation().getCharOffset();
        return new SourceLocation(opening.line(), opening.column(), opening.start(), end);
    }

    /** Stops the parser before the input exhausts the stack or the heap. */
    private static final class TooDeep extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient SourceLocation place;

        TooDeep(SourceLocation place) {
            this.place = place;
        }
    }
}
