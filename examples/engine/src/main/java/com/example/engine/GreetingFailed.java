package com.example.engine;

/** The plugin has reported a failure. */
public final class GreetingFailed extends Exception {

    private static final long serialVersionUID = 1L;

    GreetingFailed(String message) {
        super(message);
    }
}
