package io.orka.engine;

import static java.util.Objects.requireNonNull;

/**
 * A change of one jar file.
 *
 * @param file the file's name
 * @param words the change, such as {@code installed com.acme.engine 1.0.0}
 */
public record EngineChange(String file, String words) {

    /** Checks for null. */
    public EngineChange {
        requireNonNull(file, "file is null");
        requireNonNull(words, "words is null");
    }
}
