package com.example.engine;

/** The plugin answered, and its answer is that it cannot greet. */
public final class GreetingFailed extends Exception {

    private static final long serialVersionUID = 1L;

    GreetingFailed(String message) {
        super(message);
    }
}
