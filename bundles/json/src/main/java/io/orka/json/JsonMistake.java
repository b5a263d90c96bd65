package io.orka.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.orka.identity.SafeText;
import java.util.regex.Pattern;

/** Why a text is not JSON, in words for people. */
final class JsonMistake {

    /** How Jackson names a second place in its message. */
    private static final Pattern PLACE =
            Pattern.compile("\\(start marker at \\[Source: .*?; line: (\\d+), column: (\\d+)\\]\\)");

    private JsonMistake() {}

    static String words(JsonProcessingException e) {
        String message = PLACE.matcher(e.getOriginalMessage()).replaceAll("(it begins at $1:$2)");
        return SafeText.printable(message);
    }
}
