package io.orka.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.orka.identity.SafeText;
import java.util.regex.Pattern;

/** Describes why a text is not JSON. */
final class JsonMistake {

    /** A second location in a message of Jackson. */
    private static final Pattern PLACE =
            Pattern.compile("\\(start marker at \\[Source: .*?; line: (\\d+), column: (\\d+)\\]\\)");

    private JsonMistake() {}

    static String words(JsonProcessingException e) {
        String message = PLACE.matcher(e.getOriginalMessage()).replaceAll("(it starts at $1:$2)");
        return SafeText.printable(message);
    }
}
